/* C11 6.5.2.5p16: a literal in a loop is one object */
#include "check.h"

int main(void) {
  int *p = 0, same = 1; for (int i = 0; i < 3; i++) { int *q = (int[]){ i }; if (p) same &= p == q; p = q; CHECK(*q == i); }
  CHECK(same);
  return 0;
}

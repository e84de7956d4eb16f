/* C11 6.8.6: goto out of and into blocks */
#include "check.h"

int main(void) {
  int n = 0; for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { n++; if (i + j == 3) goto out; } out: CHECK(n == 6);
  goto in; { int x; in: x = 4; CHECK(x == 4); }
  return 0;
}

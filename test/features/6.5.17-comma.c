/* C11 6.5.17: the comma operator */
#include "check.h"

static int n;

int main(void) {
  CHECK((n++, n++, n) == 2);
  CHECK((1, 2L) == 2 && sizeof(1, 2L) == 8);
  for (int i = 0, j = 9; i < j; i++, j--) n++;
  CHECK(n == 7);
  return 0;
}

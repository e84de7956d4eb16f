/* C11 6.5.2.2: ten arguments and a result of type int */
#include "check.h"

static int f(int a, int b, int c, int d, int e, int g, int h, int i, int j, int k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static int (*volatile p)(int, int, int, int, int, int, int, int, int, int) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

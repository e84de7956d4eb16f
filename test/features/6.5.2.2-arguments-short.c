/* C11 6.5.2.2: ten arguments and a result of type short */
#include "check.h"

static short f(short a, short b, short c, short d, short e, short g, short h, short i, short j, short k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static short (*volatile p)(short, short, short, short, short, short, short, short, short, short) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

/* C11 6.5.2.2: ten arguments and a result of type unsigned short */
#include "check.h"

static unsigned short f(unsigned short a, unsigned short b, unsigned short c, unsigned short d, unsigned short e, unsigned short g, unsigned short h, unsigned short i, unsigned short j, unsigned short k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static unsigned short (*volatile p)(unsigned short, unsigned short, unsigned short, unsigned short, unsigned short, unsigned short, unsigned short, unsigned short, unsigned short, unsigned short) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

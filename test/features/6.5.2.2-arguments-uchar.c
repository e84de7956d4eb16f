/* C11 6.5.2.2: ten arguments and a result of type unsigned char */
#include "check.h"

static unsigned char f(unsigned char a, unsigned char b, unsigned char c, unsigned char d, unsigned char e, unsigned char g, unsigned char h, unsigned char i, unsigned char j, unsigned char k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static unsigned char (*volatile p)(unsigned char, unsigned char, unsigned char, unsigned char, unsigned char, unsigned char, unsigned char, unsigned char, unsigned char, unsigned char) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

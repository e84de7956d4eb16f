/* C11 6.5.10 to 6.5.12: & ^ | */
#include "check.h"

static volatile unsigned a = 0xf0f0, b = 0xff00;

int main(void) {
  CHECK((a & b) == 0xf000 && (a | b) == 0xfff0 && (a ^ b) == 0x0ff0);
  CHECK((a & ~b) == 0xf0);
  CHECK((1 | 2 ^ 3 & 4) == 3);
  CHECK((-1 & 0xffL) == 255);
  return 0;
}

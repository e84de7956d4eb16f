/* C11 6.5.2.2: ten arguments and a result of type signed char */
#include "check.h"

static signed char f(signed char a, signed char b, signed char c, signed char d, signed char e, signed char g, signed char h, signed char i, signed char j, signed char k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static signed char (*volatile p)(signed char, signed char, signed char, signed char, signed char, signed char, signed char, signed char, signed char, signed char) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

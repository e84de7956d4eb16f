/* C11 6.5.8, 6.5.9: comparisons of unsigned short */
#include "check.h"

static volatile unsigned short a = (unsigned short)0, b = (unsigned short)65535, c = (unsigned short)65535;

int main(void) {
  CHECK(a < b);
  CHECK(a <= b);
  CHECK(!(a > b));
  CHECK(!(a >= b));
  CHECK(a != b);
  CHECK(!(a == b));
  CHECK(b == c);
  CHECK(b <= c);
  CHECK(b >= c);
  CHECK(!(b != c));
  CHECK((a < b) + (b > a) == 2);
  return 0;
}

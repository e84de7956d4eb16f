/* C11 6.5.8, 6.5.9: comparisons of signed char */
#include "check.h"

static volatile signed char a = (signed char)(-128), b = (signed char)127, c = (signed char)127;

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

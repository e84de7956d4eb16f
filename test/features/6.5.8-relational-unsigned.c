/* C11 6.5.8, 6.5.9: comparisons of unsigned */
#include "check.h"

static volatile unsigned a = (unsigned)0, b = (unsigned)4294967295LL, c = (unsigned)4294967295LL;

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

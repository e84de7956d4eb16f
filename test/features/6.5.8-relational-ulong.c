/* C11 6.5.8, 6.5.9: comparisons of unsigned long */
#include "check.h"

static volatile unsigned long a = (unsigned long)0, b = (unsigned long)18446744073709551615ULL, c = (unsigned long)18446744073709551615ULL;

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

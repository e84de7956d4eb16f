/* C11 6.5.8, 6.5.9: comparisons of unsigned long long */
#include "check.h"

static volatile unsigned long long a = (unsigned long long)0, b = (unsigned long long)18446744073709551615ULL, c = (unsigned long long)18446744073709551615ULL;

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

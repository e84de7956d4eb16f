/* C11 6.5.8, 6.5.9: comparisons of long long */
#include "check.h"

static volatile long long a = (long long)(-9223372036854775807LL - 1), b = (long long)9223372036854775807LL, c = (long long)9223372036854775807LL;

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

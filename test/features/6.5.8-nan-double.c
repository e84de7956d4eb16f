/* C11 6.5.8: comparisons of double with a NaN */
#include "check.h"

static volatile double z, n;

int main(void) {
  n = z / z;
  CHECK(!(n == n));
  CHECK(n != n);
  CHECK(!(n < 1) && !(n > 1) && !(n <= 1) && !(n >= 1));
  CHECK(__builtin_isnan(n));
  CHECK(!__builtin_isnan(z));
  CHECK(__builtin_isunordered(n, z));
  CHECK(!__builtin_isless(n, z));
  return 0;
}

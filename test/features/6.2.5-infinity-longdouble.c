/* C11 F.3: infinities and signed zeros of long double */
#include "check.h"

static volatile long double z, one = 1;

int main(void) {
  CHECK(one / z > 1e30);
  CHECK(-one / z < -1e30);
  CHECK(z == -z);
  CHECK(1 / -z < 0);
  CHECK(__builtin_isinf_sign(one / z) == 1);
  CHECK(!__builtin_isfinite(one / z));
  CHECK(__builtin_signbit(-z) != 0);
  CHECK(__builtin_isnormal(one));
  CHECK(__builtin_copysign(3.0, -0.0) == -3.0);
  return 0;
}

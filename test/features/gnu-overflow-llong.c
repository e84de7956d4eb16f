/* GNU: checked arithmetic on long long */
#include "check.h"

static long long r;
static volatile long long big = (long long)9223372036854775807LL, one = 1;

int main(void) {
  CHECK(__builtin_add_overflow(big, one, &r));
  CHECK(r == (long long)(-9223372036854775807LL - 1));
  CHECK(!__builtin_add_overflow(one, one, &r) && r == 2);
  CHECK(__builtin_mul_overflow(big, (long long)2, &r));
  CHECK(!__builtin_mul_overflow(one, (long long)9, &r) && r == 9);
  CHECK(__builtin_sub_overflow((long long)(-9223372036854775807LL - 1), one, &r));
  CHECK(!__builtin_sub_overflow(big, one, &r));
  return 0;
}

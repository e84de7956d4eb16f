/* GNU: checked arithmetic on unsigned long */
#include "check.h"

static unsigned long r;
static volatile unsigned long big = (unsigned long)18446744073709551615ULL, one = 1;

int main(void) {
  CHECK(__builtin_add_overflow(big, one, &r));
  CHECK(r == (unsigned long)0);
  CHECK(!__builtin_add_overflow(one, one, &r) && r == 2);
  CHECK(__builtin_mul_overflow(big, (unsigned long)2, &r));
  CHECK(!__builtin_mul_overflow(one, (unsigned long)9, &r) && r == 9);
  CHECK(__builtin_sub_overflow((unsigned long)0, one, &r));
  CHECK(!__builtin_sub_overflow(big, one, &r));
  return 0;
}

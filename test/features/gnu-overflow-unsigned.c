/* GNU: checked arithmetic on unsigned */
#include "check.h"

static unsigned r;
static volatile unsigned big = (unsigned)4294967295LL, one = 1;

int main(void) {
  CHECK(__builtin_add_overflow(big, one, &r));
  CHECK(r == (unsigned)0);
  CHECK(!__builtin_add_overflow(one, one, &r) && r == 2);
  CHECK(__builtin_mul_overflow(big, (unsigned)2, &r));
  CHECK(!__builtin_mul_overflow(one, (unsigned)9, &r) && r == 9);
  CHECK(__builtin_sub_overflow((unsigned)0, one, &r));
  CHECK(!__builtin_sub_overflow(big, one, &r));
  return 0;
}

/* GNU: checked arithmetic on int */
#include "check.h"

static int r;
static volatile int big = (int)2147483647, one = 1;

int main(void) {
  CHECK(__builtin_add_overflow(big, one, &r));
  CHECK(r == (int)-2147483648LL);
  CHECK(!__builtin_add_overflow(one, one, &r) && r == 2);
  CHECK(__builtin_mul_overflow(big, (int)2, &r));
  CHECK(!__builtin_mul_overflow(one, (int)9, &r) && r == 9);
  CHECK(__builtin_sub_overflow((int)-2147483648LL, one, &r));
  CHECK(!__builtin_sub_overflow(big, one, &r));
  return 0;
}

/* C11 6.2.5: size and range of long long */
#include "check.h"

static volatile long long v;

int main(void) {
  CHECK(sizeof(long long) == 8);
  v = (long long)9223372036854775807LL;
  CHECK(v == 9223372036854775807LL);
  v = (long long)(-9223372036854775807LL - 1);
  CHECK(v == (-9223372036854775807LL - 1));
  CHECK(((long long)-1 < 0) == 1);
  CHECK(_Alignof(long long) == 8);
  return 0;
}

/* C11 6.2.5: size and range of long */
#include "check.h"

static volatile long v;

int main(void) {
  CHECK(sizeof(long) == 8);
  v = (long)9223372036854775807LL;
  CHECK(v == 9223372036854775807LL);
  v = (long)(-9223372036854775807LL - 1);
  CHECK(v == (-9223372036854775807LL - 1));
  CHECK(((long)-1 < 0) == 1);
  CHECK(_Alignof(long) == 8);
  return 0;
}

/* C11 6.5.3.3: + - ~ ! */
#include "check.h"

static volatile int z, n = 5;

int main(void) {
  CHECK(!z && !!n && !n == 0);
  CHECK(-n == -5 && +n == 5 && ~n == -6);
  CHECK(~0u == 4294967295u);
  CHECK(- -n == 5);
  CHECK(!0.0 && !(void *)0);
  CHECK(~~n == n);
  CHECK(-(unsigned)n == 4294967291u);
  return 0;
}

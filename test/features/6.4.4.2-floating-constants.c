/* C11 6.4.4.2: floating constants */
#include "check.h"

int main(void) {
  CHECK(1.5e2 == 150.0 && .5 == 0.5 && 5. == 5.0 && 1e-1 == 0.1);
  CHECK(0x1p4 == 16 && 0x.8p1 == 1 && 0x1.8p0f == 1.5f);
  CHECK(sizeof 1.0f == 4 && sizeof 1.0 == 8 && sizeof 1.0L == 16);
  CHECK(0.1f != 0.1 && 0.1L != 0.1);
  CHECK(16777217.0f == 16777216.0f);
  CHECK(1e308 * 10 > 1e308);
  return 0;
}

// proves: floating constants are rounded once, from their decimal text
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double zero;

int main(void) {
  CHECK(0.1 + zero == 0x1.999999999999ap-4 && 1e23 + zero == 0x1.52d02c7e14af6p+76);
  CHECK(2.2250738585072014e-308 == 0x1p-1022 && 4.9e-324 == 0x1p-1074 + zero);
  CHECK(0.1f == 0x1.99999ap-4f && (double)0.1f != 0.1 && 16777217.0f == 16777216.0f);
  CHECK(9007199254740993.0 == 9007199254740992.0);
  CHECK(1.7976931348623157e308 == 0x1.fffffffffffffp+1023);
  CHECK(1.00000000000000011102230246251565 == 1.0 && 1.00000000000000011102230246251566 > 1.0);
  CHECK(0x.8p1 == 1 && 0x1.p-1 == .5 && 1e0 == 1. && 0x10.8p0 == 16.5);
  return 0;
}

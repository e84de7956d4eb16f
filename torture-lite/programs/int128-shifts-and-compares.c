// proves: 128-bit shifts by every count and comparisons look at both halves
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef unsigned __int128 u128;
static volatile int count;

int main(void) {
  u128 one = 1, x = ((u128)0x0123456789abcdef << 64) | 0xfedcba9876543210;
  for (count = 0; count < 128; count++) {
    u128 up = one << count;
    unsigned long top = count < 64 ? 0 : 1ul << (count - 64);
    CHECK((up >> count) == 1 && (unsigned long)(up >> 64) == top);
    u128 mask = count == 0 ? 0 : ~(u128)0 >> (128 - count);
    CHECK((x & mask) == x - (x >> count << count));
  }
  __int128 low = -1, high = (__int128)1 << 64;
  CHECK(low < high && low < 0 && high > 0 && !(high < low) && (u128)low > (u128)high);
  CHECK((low >> 100) == -1 && low * high == -high);
  return 0;
}

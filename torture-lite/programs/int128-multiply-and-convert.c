// proves: 128-bit products and conversions keep both halves
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned long a = 0xfedcba9876543211, b = 0x123456789abcdef1;
int main(void) {
  unsigned __int128 p = (unsigned __int128)a * b;
  unsigned long low = 0, high = 0;
  for (int i = 0; i < 64; i++) if (b >> i & 1) {
    unsigned long add = a << i, carry = i ? a >> (64 - i) : 0;
    low += add;
    high += carry + (low < add);
  }
  CHECK((unsigned long)p == low && (unsigned long)(p >> 64) == high && p / a == b && p % b == 0);
  CHECK((double)((__int128)1 << 100) == 0x1p100 && (__int128)-0x1p90 == -((__int128)1 << 90));
  return 0;
}

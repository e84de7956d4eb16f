// proves: byte swaps, parity and leading signs of known and unknown values agree
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile unsigned long v = 0x0123456789abcdef;
  unsigned long r = 0;
  for (int i = 0; i < 8; i++) r = r << 8 | (v >> 8 * i & 255);
  CHECK(__builtin_bswap64(v) == r && __builtin_bswap32((unsigned)v) == 0xefcdab89);
  CHECK(__builtin_bswap16((unsigned short)v) == 0xefcd && __builtin_parityl(v) == 0);
  CHECK(__builtin_clzl(v) == 7 && __builtin_ctzl(v << 5) == 5 && __builtin_ffsl((long)v << 3) == 4);
  CHECK(__builtin_popcountl(v) == 32 && __builtin_ffs(0) == 0 && __builtin_clrsb(-1) == 31);
  return 0;
}

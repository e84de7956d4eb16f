// proves: clz, ctz, popcount, parity, ffs and bswap builtins, on constants and on variables
// std: gnu11
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile uint32_t hidden;
static volatile uint64_t hidden64;

int main(void) {
  for (int i = 0; i < 32; i++) {
    hidden = 1u << i;
    uint32_t x = hidden, y = x | (x - 1);
    CHECK(__builtin_clz(x) == 31 - i && __builtin_ctz(x) == i && __builtin_ffs((int)x) == i + 1);
    CHECK(__builtin_clz(y) == 31 - i && __builtin_ctz(y) == 0);
    CHECK(__builtin_popcount(y) == i + 1 && __builtin_parity(y) == ((i + 1) & 1));
    CHECK((31 ^ __builtin_clz(x)) == i && 32 - __builtin_clz(x) == i + 1);
  }
  for (int i = 0; i < 64; i++) {
    hidden64 = (uint64_t)1 << i;
    uint64_t x = hidden64, y = x | (x - 1);
    CHECK(__builtin_clzll(x) == 63 - i && __builtin_ctzll(x) == i);
    CHECK(__builtin_clzl(y) == 63 - i && __builtin_ffsll((long long)x) == i + 1);
    CHECK(__builtin_popcountll(y) == i + 1 && __builtin_parityll(~y) == ((63 - i) & 1));
    CHECK(63 - __builtin_clzll(x | 1) == i);
  }
  hidden = 0;
  CHECK(__builtin_ffs((int)hidden) == 0 && __builtin_popcount(hidden) == 0);
  hidden = 0x12345678;
  hidden64 = 0x0123456789abcdefull;
  CHECK(__builtin_bswap32(hidden) == 0x78563412 && __builtin_bswap16((uint16_t)hidden) == 0x7856);
  CHECK(__builtin_bswap64(hidden64) == 0xefcdab8967452301ull);
  _Static_assert(__builtin_clz(1) == 31 && __builtin_ctz(8) == 3, "folded");
  _Static_assert(__builtin_popcount(255) == 8 && __builtin_bswap16(1) == 256, "folded");
  CHECK(__builtin_clrsb(-1) == 31 && __builtin_clrsb((int)hidden) == 2);
  return 0;
}

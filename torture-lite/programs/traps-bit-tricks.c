// proves: idioms that optimisers recognise (popcount, clz, ctz, bswap, overflow tests) are right
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int popcount(uint64_t x) {
  int n = 0;
  for (; x; x &= x - 1) n++;
  return n;
}

static int swar(uint32_t x) {
  x -= x >> 1 & 0x55555555;
  x = (x & 0x33333333) + (x >> 2 & 0x33333333);
  return (int)(((x + (x >> 4)) & 0x0f0f0f0f) * 0x01010101u >> 24);
}

static int leading(uint64_t x) {
  int n = 0;
  while (n < 64 && !(x >> 63)) x <<= 1, n++;
  return n;
}

static int trailing(uint32_t x) {
  int n = 0;
  while (n < 32 && !(x & 1)) x >>= 1, n++;
  return n;
}

static int log2_floor(uint32_t x) {
  int n = -1;
  for (; x; x >>= 1) n++;
  return n;
}

static uint32_t reverse(uint32_t x) {
  x = (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
  x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
  x = (x >> 4 & 0x0f0f0f0f) | (x & 0x0f0f0f0f) << 4;
  return x >> 24 | (x >> 8 & 0xff00) | (x & 0xff00) << 8 | x << 24;
}

static int add_overflows(int a, int b) { return b > 0 ? a > INT_MAX - b : a < INT_MIN - b; }
static int is_power(uint32_t x) { return x && !(x & (x - 1)); }

static volatile uint32_t word;

int main(void) {
  for (int i = 0; i < 32; i++) {
    word = 1u << i;
    uint32_t x = word;
    CHECK(popcount(x) == 1 && swar(x - 1) == i && trailing(x) == i && log2_floor(x) == i);
    CHECK(leading(x) == 63 - i && leading((uint64_t)x << 32) == 31 - i);
    CHECK(reverse(x) == 0x80000000u >> i && is_power(x) && !is_power(x | 0x50000000u));
    CHECK(log2_floor(x | 1) == i && popcount(~(uint64_t)x) == 63);
  }
  CHECK(leading(0) == 64 && trailing(0) == 32 && log2_floor(0) == -1 && popcount(0) == 0);
  CHECK(reverse(0x12345678) == 0x1e6a2c48 && swar(~0u) == 32 && !is_power(0));
  CHECK(add_overflows(INT_MAX, 1) && !add_overflows(INT_MAX, 0) && add_overflows(INT_MIN, -1));
  return 0;
}

// proves: rotate idioms at all counts, written with and without a guard for zero
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static uint32_t left32(uint32_t x, unsigned n) { return x << (n & 31) | x >> (-n & 31); }
static uint32_t right32(uint32_t x, unsigned n) { return n ? x >> n | x << (32 - n) : x; }
static uint64_t left64(uint64_t x, unsigned n) { return x << (n & 63) | x >> (-n & 63); }
static uint16_t left16(uint16_t x, unsigned n) {
  return (uint16_t)(x << (n & 15) | x >> (-n & 15));
}

static volatile uint64_t seed = 0x0123456789abcdefull;

int main(void) {
  uint32_t x = (uint32_t)seed, slow = x;
  for (unsigned n = 0; n < 32; n++) {
    CHECK(left32(x, n) == slow);
    CHECK(right32(slow, n) == x);
    CHECK(left32(x, n + 32) == slow);
    slow = slow << 1 | slow >> 31;
  }
  CHECK(slow == x);
  uint64_t y = seed, slow64 = y;
  for (unsigned n = 0; n < 64; n++) {
    CHECK(left64(y, n) == slow64);
    slow64 = slow64 * 2 + (slow64 >> 63);
  }
  uint16_t h = (uint16_t)seed, slow16 = h;
  for (unsigned n = 0; n < 16; n++) {
    CHECK(left16(h, n) == slow16);
    slow16 = (uint16_t)(slow16 * 2 + slow16 / 32768);
  }
  CHECK((x << 7 | x >> 25) == left32(x, 7) && (y >> 13 | y << 51) == left64(y, 51));
  return 0;
}

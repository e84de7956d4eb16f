// proves: strength reduction and exit-test replacement stay right when unsigned counters wrap
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int by_byte(uint8_t start, uint8_t step) {
  int rounds = 0;
  for (uint8_t i = start; i != 0; i += step) {
    rounds++;
    if (rounds > 300) return -1;
  }
  return rounds;
}

static uint64_t scaled(uint32_t from, uint32_t to) {
  uint64_t sum = 0;
  for (uint32_t i = from; i != to; i++) sum += (uint64_t)(i * 12u) + i;
  return sum;
}

static int below(uint32_t from, uint32_t limit) {
  int n = 0;
  for (uint32_t i = from; i <= limit; i += 0x40000000u) {
    if (++n == 10) break;
  }
  return n;
}

static int offset(const uint8_t *p, uint32_t from, uint32_t n) {
  int sum = 0;
  for (uint32_t i = 0; i < n; i++) sum += p[(from + i) & 0xff] * (int)((from + i) >> 28);
  return sum;
}

static int (*volatile f)(uint8_t, uint8_t) = by_byte;
static uint64_t (*volatile g)(uint32_t, uint32_t) = scaled;
static int (*volatile h)(uint32_t, uint32_t) = below;
static int (*volatile o)(const uint8_t *, uint32_t, uint32_t) = offset;

int main(void) {
  uint8_t bytes[256];
  for (int i = 0; i < 256; i++) bytes[i] = 1;
  CHECK(f(1, 1) == 255 && f(1, 3) == 85 && f(2, 2) == 127 && f(1, 2) == -1 && f(4, 252) == 1);
  CHECK(g(0xfffffffeu, 1) == (uint64_t)(0xffffffe8u) + 0xfffffffeu + 0xfffffff4u + 0xffffffffu);
  CHECK(g(0x15555555u, 0x15555557u) == 0xfffffffcull + 0x15555555u + 8 + 0x15555556u);
  CHECK(h(0, 0xffffffffu) == 10 && h(0, 0xbfffffffu) == 3 && h(0, 0xc0000000u) == 10);
  CHECK(o(bytes, 0xfffffff0u, 32) == 16 * 15);
  return 0;
}

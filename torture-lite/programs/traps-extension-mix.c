// proves: zero and sign extension of 32-bit values survive arithmetic, calls, loads and compares
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static uint64_t zext_sum(uint32_t a, uint32_t b) { return a + b; }
static int64_t sext_sum(int32_t a, int32_t b) { return a + b; }
static uint64_t wide_sum(uint32_t a, uint32_t b) { return (uint64_t)a + b; }
static int64_t back_and_forth(int64_t x) { return (int32_t)(uint32_t)x; }
static uint64_t forth_and_back(uint64_t x) { return (uint32_t)(int32_t)x; }
static int64_t minus(uint32_t a) { return -a; }
static int64_t not32(uint32_t a) { return ~a; }
static int64_t shifted(int32_t a) { return (int64_t)((uint32_t)a << 1); }
static int64_t pick(int c, int32_t a, uint32_t b) { return c ? (int64_t)a : (int64_t)b; }
static uint64_t chained(uint8_t a) { return (uint64_t)(int64_t)(int8_t)a >> 4; }
static int same(int64_t a, int32_t b) { return a == b; }
static int same_unsigned(uint64_t a, uint32_t b) { return a == b; }
static uint64_t product(uint32_t a, uint32_t b) { return (uint64_t)(a * b) + (uint64_t)a * b; }

static volatile uint32_t high = 0xfffffff0u;
static volatile int32_t negative = -16;

int main(void) {
  uint32_t h = high;
  int32_t n = negative;
  CHECK(zext_sum(h, 0x20) == 0x10 && wide_sum(h, 0x20) == 0x100000010ull);
  CHECK(sext_sum(n, 1) == -15 && sext_sum(n, n) == -32);
  CHECK(back_and_forth(0x180000000ll) == -0x80000000ll && back_and_forth(h) == -16);
  CHECK(forth_and_back((uint64_t)(int64_t)n) == h);
  CHECK(minus(1) == 0xffffffffll && minus(h) == 16 && not32(h) == 15 && not32(0) == 0xffffffffll);
  CHECK(shifted(n) == 0xffffffe0ll && pick(1, n, h) == -16 && pick(0, n, h) == 0xfffffff0ll);
  CHECK(chained(0x80) == 0x0ffffffffffffff8ull && chained(0x7f) == 7);
  CHECK(same(n, n) && !same(h, n));
  CHECK(same_unsigned(h, h) && !same_unsigned((uint64_t)(int64_t)n, h));
  CHECK(product(h, 2) == 0xffffffe0ull + 0x1ffffffe0ull);
  CHECK((int64_t)(h >> 4) == 0x0fffffff && (int64_t)(n >> 4) == -1);
  CHECK((uint64_t)n + h == 0xffffffe0ull);
  CHECK((h + n) + 0ull == 0xffffffe0ull && h / 16 + 0ll == 0x0fffffff && n / 16 + 0ull == ~0ull);
  return 0;
}

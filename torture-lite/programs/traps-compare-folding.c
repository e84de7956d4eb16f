// proves: comparisons against constants outside or at the edge of a narrow type are not mis-folded
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int u8_edges(uint8_t x) {
  return (x < 256) | (x <= 254) << 1 | (x > -1) << 2 | (x == 256) << 3 | (x >= 255) << 4 |
         (x - 1 < 0) << 5 | (x == (uint8_t)-1) << 6 | (x == -1) << 7;
}

static int s8_edges(int8_t x) {
  return (x < 128) | (x < 127) << 1 | (x >= -128) << 2 | (x == 255) << 3 | (x <= -128) << 4 |
         (x > 0xffu) << 5 | ((uint8_t)x > 127) << 6;
}

static int s32_edges(int32_t x) {
  return (x < INT_MAX) | (x <= INT_MAX - 1) << 1 | (x > INT_MIN) << 2 | (x < INT_MIN + 1) << 3 |
         (x < 2147483648u) << 4 | (x < 2147483648l) << 5 | (x == 0xffffffff) << 6 |
         (x == 0xffffffffl) << 7;
}

static int u32_edges(uint32_t x) {
  return (x < 1) | (x <= UINT_MAX - 1) << 1 | (x > 0x7fffffff) << 2 | (x >= 0x80000000) << 3 |
         ((int32_t)x < 0) << 4 | (x != 0u - 1) << 5 | ((int64_t)x < 0) << 6 | (x + 1 == 0) << 7;
}

static int (*volatile a)(uint8_t) = u8_edges, (*volatile b)(int8_t) = s8_edges;
static int (*volatile c)(int32_t) = s32_edges, (*volatile d)(uint32_t) = u32_edges;

int main(void) {
  CHECK(a(0) == 1 + 2 + 4 + 32 && a(255) == 1 + 4 + 16 + 64 && a(128) == 1 + 2 + 4);
  CHECK(b(0) == 1 + 2 + 4 && b(127) == 1 + 4 && b(-128) == 1 + 2 + 4 + 16 + 32 + 64);
  CHECK(b(-1) == 1 + 2 + 4 + 32 + 64);
  CHECK(c(0) == 1 + 2 + 4 + 16 + 32 && c(INT_MAX) == 4 + 16 + 32);
  CHECK(c(INT_MIN) == 1 + 2 + 8 + 32 && c(-1) == 1 + 2 + 4 + 32 + 64);
  CHECK(d(0) == 1 + 2 + 32 && d(UINT_MAX) == 4 + 8 + 16 + 128);
  CHECK(d(0x80000000u) == 2 + 4 + 8 + 16 + 32 && d(0x7fffffffu) == 2 + 32);
  CHECK(u8_edges(255) == a(255) && s8_edges(-128) == b(-128));
  CHECK(s32_edges(INT_MIN) == c(INT_MIN) && u32_edges(UINT_MAX) == d(UINT_MAX));
  return 0;
}

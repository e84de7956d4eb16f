// proves: signed and unsigned division by constants agree with division by variables at the edges
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int32_t d32;
static volatile uint32_t du32;

#define SIGNED(X) \
  X(1) X(-1) X(2) X(-2) X(3) X(-3) X(5) X(-5) X(7) X(-7) X(8) X(10) X(-10) X(12) X(25) X(100) \
  X(125) X(-128) X(641) X(1000) X(65536) X(1000000007) X(2147483647) X(-2147483647) \
  X((-2147483647 - 1))
#define UNSIGNED(X) \
  X(1u) X(2u) X(3u) X(5u) X(6u) X(7u) X(9u) X(10u) X(11u) X(14u) X(21u) X(28u) X(64u) X(100u) \
  X(641u) X(1000u) X(65535u) X(65537u) X(1000000000u) X(2147483647u) X(2147483648u) \
  X(2147483649u) X(4294967294u) X(4294967295u)

static const int32_t at[] = {0, 1, -1, 2, -2, 3, 6, 7, -7, 9, 10, 99, 100, -100, 640, 641, 642,
  65535, -65536, 999999999, 1000000006, 1073741824, -1073741824, 2147483646, 2147483647,
  -2147483647, -2147483647 - 1};

#define TEST(d) \
  if (!(x == INT32_MIN && d == -1)) { \
    d32 = d; \
    CHECK(x / d == x / d32); \
    CHECK(x % d == x % d32); \
    CHECK((x % d == 0) == (x / d32 * d == x)); \
  }
#define TEST_UNSIGNED(d) \
  du32 = d; \
  CHECK(u / d == u / du32); \
  CHECK(u % d == u % du32);

int main(void) {
  for (unsigned i = 0; i < sizeof at / sizeof *at; i++) {
    volatile int32_t hidden = at[i];
    int32_t x = hidden;
    uint32_t u = (uint32_t)x;
    SIGNED(TEST)
    UNSIGNED(TEST_UNSIGNED)
  }
  return 0;
}

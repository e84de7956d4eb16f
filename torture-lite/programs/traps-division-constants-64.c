// proves: 64-bit division and remainder by constants, both signs, near powers of two
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define SIGNED(X) \
  X(1) X(-1) X(2) X(-2) X(3) X(-3) X(5) X(7) X(-7) X(10) X(-10) X(1000) X(86400) X(1000000007) \
  X(2147483648) X(-2147483648) X(4294967295) X(4294967297) X(1000000000000) X(-4294967296) \
  X(9223372036854775807) X((-9223372036854775807 - 1))
#define UNSIGNED(X) \
  X(1u) X(2u) X(3u) X(7u) X(10u) X(19u) X(28u) X(60u) X(1000u) X(4294967295u) X(4294967296u) \
  X(4294967297u) X(9223372036854775807u) X(9223372036854775808u) X(9223372036854775809u) \
  X(10000000000000000000u) X(18446744073709551615u)

static const int64_t at[] = {0, 1, -1, 2, -2, 9, 10, -10, 86399, 86400, -86401, 4294967294,
  4294967295, 4294967296, -4294967296, -4294967297, 999999999999, 4611686018427387904,
  9223372036854775806, 9223372036854775807, -9223372036854775807, -9223372036854775807 - 1};

static int64_t quotient(int64_t a, int64_t b) { return a / b; }
static uint64_t unsigned_quotient(uint64_t a, uint64_t b) { return a / b; }
static int64_t (*volatile q)(int64_t, int64_t) = quotient;
static uint64_t (*volatile uq)(uint64_t, uint64_t) = unsigned_quotient;

#define TEST(d) \
  if (!(x == INT64_MIN && d == -1)) { \
    int64_t want = q(x, d); \
    CHECK(x / d == want); \
    CHECK(x % d == x - want * d); \
  }
#define TEST_UNSIGNED(d) \
  CHECK(u / d == uq(u, d)); \
  CHECK(u % d == u - uq(u, d) * d);

int main(void) {
  for (unsigned i = 0; i < sizeof at / sizeof *at; i++) {
    int64_t x = at[i];
    uint64_t u = (uint64_t)x;
    SIGNED(TEST)
    UNSIGNED(TEST_UNSIGNED)
  }
  CHECK(q(-7, 2) == -3 && -7 % 2 == -1 && q(7, -2) == -3 && 7 % -2 == 1);
  return 0;
}

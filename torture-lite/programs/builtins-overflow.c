// proves: __builtin_*_overflow gives the infinite result truncated, and whether it was
// std: gnu11
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int one = 1;

static int add(int a, int b, int *r) { return __builtin_add_overflow(a, b, r); }
static int mul64(int64_t a, int64_t b, int64_t *r) { return __builtin_mul_overflow(a, b, r); }
static int umul64(uint64_t a, uint64_t b, uint64_t *r) { return __builtin_mul_overflow(a, b, r); }
static int sub(unsigned a, unsigned b, unsigned *r) { return __builtin_sub_overflow(a, b, r); }
static int narrow(int a, int b, signed char *r) { return __builtin_add_overflow(a, b, r); }
static int mixed(int a, unsigned b, int64_t *r) { return __builtin_sub_overflow(a, b, r); }
static int to_unsigned(int a, int b, unsigned *r) { return __builtin_add_overflow(a, b, r); }

int main(void) {
  int r;
  int64_t l;
  uint64_t ul;
  unsigned u;
  signed char c;
  CHECK(add(INT_MAX, one, &r) && r == INT_MIN && !add(INT_MAX, -one, &r) && r == INT_MAX - 1);
  CHECK(add(INT_MIN, -one, &r) && r == INT_MAX && !add(INT_MIN, INT_MAX, &r) && r == -1);
  CHECK(mul64(1ll << 32, 1ll << 31, &l) && l == INT64_MIN && !mul64(1ll << 32, 1 << 30, &l));
  CHECK(l == 1ll << 62 && mul64(INT64_MIN, -one, &l) && l == INT64_MIN && !mul64(-3, 5, &l));
  CHECK(umul64(1ull << 32, 1ull << 32, &ul) && ul == 0 && !umul64(1ull << 32, 0xffffffffu, &ul));
  CHECK(umul64(3, 0x5555555555555556ull, &ul) && ul == 2);
  CHECK(sub(0, (unsigned)one, &u) && u == UINT_MAX && !sub(5, 5, &u) && u == 0);
  CHECK(narrow(100, 28, &c) && c == -128 && !narrow(1000, -1100, &c) && c == -100);
  CHECK(!mixed(-one, UINT_MAX, &l) && l == -4294967296ll);
  CHECK(to_unsigned(-one, 0, &u) && u == UINT_MAX && !to_unsigned(INT_MAX, INT_MAX, &u));
  CHECK(u == 4294967294u);
  CHECK(__builtin_sadd_overflow(INT_MAX, one, &r) && !__builtin_umul_overflow(65535, 65537, &u));
  CHECK(!__builtin_smull_overflow(one, 7, &(long){0}));
  return 0;
}

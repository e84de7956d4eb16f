// proves: rewriting comparisons and sums does not assume that unsigned arithmetic cannot wrap
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int plus_less(unsigned x) { return x + 1 < x; }
static int minus_greater(unsigned x, unsigned y) { return x - y > x; }
static int in_range(int x) { return x >= -5 && x <= 100; }
static int out_of_range(unsigned x) { return x < 10 || x > 4000000000u; }
static int distance(unsigned a, unsigned b) { return (int)(a - b) < 0; }
static unsigned average(unsigned a, unsigned b) { return (a + b) / 2; }
static unsigned safe_average(unsigned a, unsigned b) { return (a & b) + (a ^ b) / 2; }
static int twice(unsigned x) { return x * 2 / 2 == x; }
static unsigned scale(unsigned x) { return x * 6 / 3; }
static int carry(uint64_t a, uint64_t b) { return a + b < a; }
static int wide_carry(uint32_t a, uint32_t b) { return ((uint64_t)a + b) >> 32 != 0; }
static int double_less(unsigned x, unsigned y) { return x * 2 < y * 2; }
static int plus_both(unsigned x, unsigned y) { return x + 5 < y + 5; }
static unsigned shift_back(unsigned x) { return x << 4 >> 4; }

static volatile unsigned max = UINT_MAX;
static volatile int low = -6;

int main(void) {
  CHECK(plus_less(max) == 1 && plus_less(0) == 0 && minus_greater(0, 1) && !minus_greater(9, 9));
  CHECK(!in_range(low) && in_range(low + 1) && in_range(100) && !in_range(101));
  CHECK(!in_range(INT_MIN) && !in_range(INT_MAX));
  CHECK(out_of_range(max) && out_of_range(9) && !out_of_range(10) && !out_of_range(4000000000u));
  CHECK(distance(max, 1) && !distance(1, max) && average(max, 3) == 1);
  CHECK(safe_average(max, 3) == 0x80000001u);
  CHECK(!twice(max) && twice(max / 2) && scale(max / 4) == 715827880u && scale(10) == 20);
  CHECK(carry(~0ull, 1) && !carry(~0ull, 0) && wide_carry(max, 1) && !wide_carry(max, 0));
  CHECK(double_less(0x80000000u, 1) && !double_less(1, 0x80000000u));
  CHECK(plus_both(max - 4, 0) && !plus_both(1, max) && shift_back(max) == 0x0fffffffu);
  return 0;
}

// proves: minimum, maximum and absolute value idioms on signed, unsigned and floating operands
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int imin(int a, int b) { return a < b ? a : b; }
static unsigned umin(unsigned a, unsigned b) { return a < b ? a : b; }
static long lmax(long a, int b) { return a > b ? a : b; }
static double dmin(double a, double b) { return a < b ? a : b; }
static double dmax(double a, double b) { return a >= b ? a : b; }
static double other_min(double a, double b) { return b > a ? a : b; }
static float fabs_by_compare(float x) { return x < 0 ? -x : x; }
static int labs_diff(unsigned a, unsigned b) { return (int)(a > b ? a - b : b - a); }

static uint64_t bits(double d) {
  uint64_t u;
  memcpy(&u, &d, sizeof u);
  return u;
}

static volatile double zero = 0.0;
static volatile int low = INT_MIN;

int main(void) {
  double z = zero, nan = z / z, minus = -z;
  CHECK(imin(low, 0) == INT_MIN && imin(3, -3) == -3 && imin(INT_MAX, INT_MAX - 1) == INT_MAX - 1);
  CHECK(umin((unsigned)low, 5) == 5 && umin(~0u, 0) == 0);
  CHECK(lmax(low, 7) == 7 && lmax(1l << 40, low) == 1l << 40 && lmax(-(1l << 40), low) == INT_MIN);
  CHECK(dmin(1, 2) == 1 && dmin(2, 1) == 1 && dmax(1, 2) == 2 && dmax(-1, -2) == -1);
  CHECK(dmin(nan, 5) == 5 && bits(dmin(5, nan)) == bits(nan) && dmax(nan, 5) == 5);
  CHECK(dmax(5, nan) != dmax(5, nan) && other_min(nan, 5) == 5);
  CHECK(bits(dmin(z, minus)) == bits(minus) && bits(dmin(minus, z)) == bits(z));
  CHECK(bits(dmax(z, minus)) == bits(z) && bits(dmax(minus, z)) == bits(minus));
  CHECK(bits(fabs_by_compare((float)minus)) == bits(minus) && fabs_by_compare(-2.5f) == 2.5f);
  CHECK(labs_diff(3, 5) == 2 && labs_diff(0xfffffffeu, 0xfffffff0u) == 14);
  CHECK(abs(-7) == 7 && labs(-(1l << 40)) == 1l << 40 && llabs(5) == 5);
  return 0;
}

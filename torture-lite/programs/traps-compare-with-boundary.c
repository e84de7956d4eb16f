// proves: comparisons with the ends of a type are neither folded nor widened wrong
#include <limits.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int a(int x) { return x <= INT_MAX; }
static int b(int x) { return x < INT_MIN + 1; }
static int c(unsigned x) { return x >= 0x80000000u; }
static int d(unsigned char x) { return x > 254; }
static int e(long x) { return x > INT_MAX; }
static int f(unsigned x) { return x - 1 < 5; }
static int g(int x) { return x >= 3 && x <= 9; }
static int h(int x) { return x < 3 || x > 9; }

int main(void) {
  volatile int v = INT_MIN;
  CHECK(a(v) && b(v) && c(v) && !b(v + 1) && !c(INT_MAX) && d(255) && !d(254));
  CHECK(e(1l << 31) && !e(INT_MAX) && !e(LONG_MIN));
  CHECK(!f(0) && f(1) && f(5) && !f(6) && !f(UINT_MAX));
  for (v = -2; v < 14; v++) CHECK(g(v) == (v > 2 && v < 10) && h(v) == !g(v));
  CHECK(!g(INT_MIN) && h(INT_MIN) && !g(INT_MAX));
  return 0;
}

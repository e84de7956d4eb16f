// proves: checks for overflow made without overflow keep working
#include <limits.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int sum_fits(int a, int b) { return b >= 0 ? a <= INT_MAX - b : a >= INT_MIN - b; }
static int product_fits(int a, int b) { long p = (long)a * b; return p == (int)p; }
static int negate_fits(int a) { return a != INT_MIN; }
int main(void) {
  volatile int m = INT_MAX;
  CHECK(!sum_fits(m, 1) && sum_fits(m, 0) && sum_fits(m, -5) && !sum_fits(-m, -2) && sum_fits(-m, -1));
  CHECK(!product_fits(m, 2) && product_fits(m, -1) && !product_fits(-m - 1, -1) && product_fits(46340, 46340));
  CHECK(negate_fits(-m) && !negate_fits(-m - 1));
  return 0;
}

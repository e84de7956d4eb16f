// proves: sums of doubles are not reassociated
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double big = 1e16, one = 1;
static double sum(const double *v, int n) {
  double s = 0;
  for (int i = 0; i < n; i++) s += v[i];
  return s;
}

int main(void) {
  CHECK((big + one) - big == 0 && big - big + one == 1 && (one + big) + -big == 0);
  CHECK(one + (big - big) == 1 && one * 0.1 + 0.2 != 0.3 && 0.1 * one + 0.7 == 0.7999999999999999);
  double v[8] = {1e16, 1, -1e16, 1, 1e16, -1e16, 1, 1};
  CHECK(sum(v, 8) == 2 && sum(v, 4) == 1 && sum(v, 2) == 1e16);
  CHECK(big * 1e300 / 1e300 > 1e300 && big * (1e300 / 1e300) == big && one / 10 * 10 == 1);
  return 0;
}

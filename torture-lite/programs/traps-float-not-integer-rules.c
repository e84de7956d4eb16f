// proves: identities of integers that are false for floats are not used
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double z = 0.0, nz = -0.0, big = 1e308, nan_;

int main(void) {
  nan_ = big * 10;
  nan_ = nan_ - nan_;
  double n = nan_;
  CHECK(n - n != 0 && n * 0 != 0 && !(n == n) && n / n != 1 && !(n < n) && !(n >= n));
  CHECK(1 / (nz + 0) > 0 && 1 / (nz - 0) < 0 && 1 / (z * -1) < 0 && 1 / (0 - z) > 0 && 1 / -z < 0);
  CHECK(big + 1 - big == 0 && (big + big) / 2 != big && big * 10 / 10 != big);
  double a = 0.1, b = z + 0.2;
  CHECK(a + b != 0.3 && (a + b) + 0.3 != a + (b + 0.3));
  CHECK((int)(z + 2.9) + (int)(nz - 2.9) == 0 && (float)(z + 0.1) != z + 0.1);
  CHECK(!(n > 1) && !(n <= 1) && (n != 1) && (!(n > 1) || n > 1));
  return 0;
}

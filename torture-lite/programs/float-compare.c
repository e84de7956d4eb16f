// proves: comparisons with NaN, infinities and signed zeros, as values and as branches
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double zero = 0.0;

static int relations(double a, double b) {
  int r = 0;
  if (a < b) r |= 1;
  if (a <= b) r |= 2;
  if (a > b) r |= 4;
  if (a >= b) r |= 8;
  if (a == b) r |= 16;
  if (a != b) r |= 32;
  if (!(a < b)) r |= 64;
  if (!(a >= b)) r |= 128;
  return r;
}

static int as_values(double a, double b) {
  int lt = a < b, le = a <= b, gt = a > b, ge = a >= b, eq = a == b, ne = a != b;
  return lt | le << 1 | gt << 2 | ge << 3 | eq << 4 | ne << 5 | !lt << 6 | !ge << 7;
}
static int (*volatile f)(double, double) = relations, (*volatile g)(double, double) = as_values;

int main(void) {
  double z = zero, nan = z / z, inf = 1 / z;
  double v[] = {-inf, -1, -0.0, 0.0, 1e-310, 1, inf, nan};
  for (int i = 0; i < 8; i++) {
    for (int k = 0; k < 8; k++) {
      int want;
      if (i == 7 || k == 7) want = 32 | 64 | 128;
      else if (i == k || (i + k == 5 && i > 1 && k > 1)) want = 2 | 8 | 16 | 64;
      else want = i < k ? 1 | 2 | 32 | 128 : 4 | 8 | 32 | 64;
      CHECK(f(v[i], v[k]) == want && g(v[i], v[k]) == want);
    }
  }
  CHECK(nan != nan && !(nan == nan) && (nan ? 1 : 0) && !!nan);
  CHECK(!-zero && 1 / -zero < 0 && -zero == z);
  float fn = (float)nan;
  CHECK(!(fn < 1.0f) && !(fn > 1.0f) && fn != 0.0f);
  return 0;
}

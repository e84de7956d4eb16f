// proves: a floating condition selects, breaks and returns alike
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double pick(double x, double y) { return x < y ? x : y; }
static int count(const double *v, int n, double limit) {
  int c = 0;
  for (int i = 0; i < n; i++) { if (v[i] >= limit) continue; if (v[i] != v[i]) break; c++; }
  return c;
}

int main(void) {
  volatile double zero = 0;
  double nan = zero / zero, v[] = {1, 2, 3, nan, 0.5};
  CHECK(pick(1, 2) == 1 && pick(nan, 2) == 2 && pick(2, nan) != 2 && pick(-0.0, zero) == 0);
  CHECK(count(v, 5, 2.5) == 2 && count(v, 3, 10) == 3 && count(v, 5, nan) == 3 && count(v, 5, 0.1) == 0);
  CHECK((zero ? 1 : nan ? 2 : 3) == 2 && !(zero && nan) && (nan || zero));
  return 0;
}

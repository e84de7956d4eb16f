// proves: iterative double arithmetic gives the exact IEEE result, with no reassociation or fusing
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double start = 1.0;

static double root(double x) {
  double r = x > 1 ? x : 1;
  for (int i = 0; i < 60; i++) r = (r + x / r) / 2;
  return r;
}

static double kahan(int n, double *naive) {
  double sum = 0, lost = 0, plain = 0;
  for (int i = 0; i < n; i++) {
    double y = 0.1 * start - lost;
    double t = sum + y;
    lost = (t - sum) - y;
    sum = t;
    plain += 0.1;
  }
  *naive = plain;
  return sum;
}

static int exponent(double x) {
  int e = 0;
  for (; x >= 2; e++) x /= 2;
  for (; x < 1; e--) x *= 2;
  return e;
}

int main(void) {
  double naive, r = root(2 * start);
  CHECK(r > 1.414213562373094 && r < 1.414213562373096);
  CHECK(root(start * 49) == 7);
  CHECK(kahan(1000, &naive) == 100.0);
  CHECK(naive != 100.0 && naive > 99.9999 && naive < 100.0001);
  CHECK(exponent(start * 1e300) == 996 && exponent(start / 1e300) == -997);
  CHECK(exponent(start * 0x1p-1074) == -1074);
  double tiny = start;
  int steps = 0;
  while (1 + tiny != 1) tiny /= 2, steps++;
  CHECK(steps == 53);
  return 0;
}

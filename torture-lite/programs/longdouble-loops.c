// proves: long double values carried around loops, in phis, with integer counters beside them
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long double root(long double x) {
  long double r = x;
  for (int i = 0; i < 40; i++) r = (r + x / r) / 2;
  return r;
}

static long double swap_sum(int n) {
  long double a = 1, b = 2;
  double c = 0.5;
  for (int i = 0; i < n; i++) {
    long double t = a;
    a = b;
    b = t + i;
    c += a > b ? 1 : 2;
  }
  return a * 100 + b + c * 10000;
}

static int digits(long double x) {
  int n = 0;
  while (x >= 1) {
    x /= 10;
    n++;
  }
  return n;
}

static volatile int two = 2;

int main(void) {
  long double r = root(two);
  CHECK(r * r - 2 < 0x1p-60L && 2 - r * r < 0x1p-60L && r != (double)r);
  CHECK(root(144) == 12);
  CHECK(swap_sum(0) == 5102 && swap_sum(1) == 15000 + 201 && swap_sum(two) == 35000 + 103);
  CHECK(digits(0.5L) == 0 && digits(12345.678L) == 5 && digits(1e100L) >= 100);
  long double x = 0;
  for (unsigned long u = 1; u; u <<= 1) x += u;
  CHECK(x == 0x1p64L - 1 && (unsigned long)x == ~0ul);
  long double best = -1;
  for (int i = 0; i < 10; i++) {
    long double y = (i - 5) * (5 - i) + 3.5L;
    if (y > best) best = y;
  }
  CHECK(best == 3.5L);
  return 0;
}

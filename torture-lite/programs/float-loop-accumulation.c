// proves: sums of floats and doubles in loops round at each step
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile float step = 0.1f;
static volatile double fine = 0.1;

int main(void) {
  float f = 0;
  double d = 0, mixed = 0;
  for (int i = 0; i < 10; i++) f += step, d += fine, mixed += step;
  CHECK(f == 0x1.000002p0f && d == 0x1.fffffffffffffp-1 && mixed == 10 * (double)step);
  f = 16777216.0f;
  for (int i = 0; i < 100; i++) f += 1.0f;
  CHECK(f == 16777216.0f);
  double x = 1;
  int n = 0;
  while (x + 1 != x) x *= 2, n++;
  CHECK(n == 53 && x == 9007199254740992.0);
  return 0;
}

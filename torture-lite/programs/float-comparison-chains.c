// proves: comparisons of floats select, branch and count alike
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile float a = 1.5f, b = -2.5f, c = 1.5f;

static int order(float x, float y) { return (x > y) - (x < y); }
static float clamp(float x, float low, float high) { return x < low ? low : x > high ? high : x; }

int main(void) {
  CHECK(order(a, b) == 1 && order(b, a) == -1 && order(a, c) == 0);
  CHECK(clamp(a, -1, 1) == 1 && clamp(b, -1, 1) == -1 && clamp(0.5f, -1, 1) == 0.5f);
  int n = 0;
  if (a >= c) n += 1;
  if (a <= c) n += 2;
  if (a != c) n += 4;
  if (!(a < b)) n += 8;
  if (a > b && b < c) n += 16;
  if (a == c || a < b) n += 32;
  CHECK(n == 59 && (a == c) + (a > b) * 2 == 3);
  return 0;
}

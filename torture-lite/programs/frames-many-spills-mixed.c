// proves: integers, floats and pointers alive together over a call keep apart
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int seed = 1;
static int noise(int x) { return x * 3 + seed; }

static double mix(int a, double b, int *p, float c, long d, double e, char f, short g) {
  int i = a + 1, j = a * 2, k = a - 3;
  double x = b * 2, y = b + e, z = e - c;
  float w = c * 4;
  long l = d << 3, m = d - a;
  int n = noise(i);
  int *q = p + 1;
  int o = noise(j) + *q;
  double first = x + y * 10 + z * 100 + w * 1000;
  int t = noise(k) + f + g;
  return first + l + m + n + o + t + *p + a + b + c + d + e;
}

int main(void) {
  int v[2] = {5, 6};
  double (*volatile f)(int, double, int *, float, long, double, char, short) = mix;
  CHECK(f(1, 2, v, 3, 4, 5, 6, 7) == 12357);
  return 0;
}

// proves: integer and floating arguments fill their registers independently
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double f(int a, double b, long c, float d, char e, double f, short g, double h, unsigned i, double j,
                int k, double l, double m, double n, double o, int p) {
  return a + b * 2 + c * 3 + d * 4 + e * 5 + f * 6 + g * 7 + h * 8 + i * 9 + j * 10 + k * 11 + l * 12 + m * 13 +
         n * 14 + o * 15 + p * 16;
}
int main(void) {
  double (*volatile g)(int, double, long, float, char, double, short, double, unsigned, double, int, double, double,
                       double, double, int) = f;
  CHECK(g(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) == 1496);
  return 0;
}

// proves: many floating arguments, in registers and on the stack, floats and doubles mixed
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double twelve(double a, float b, double c, float d, double e, float f, double g, float h,
                     double i, float j, double k, float l) {
  return a + 2 * b + 4 * c + 8 * d + 16 * e + 32 * f + 64 * g + 128 * h + 256 * i + 512 * j +
         1024 * k + 2048 * l;
}

static long alternating(int a, double b, long c, float d, short e, double f, signed char g, float h,
                        unsigned i, double j, long k, float l, int m, double n, int o, double p,
                        int q, double r, int s, double t) {
  double x = b + d + f + h + j + l + n + p + r + t;
  long y = a + c + e + g + i + k + m + o + q + s;
  return y * 1000 + (long)(x * 4);
}
static double (*volatile f12)(double, float, double, float, double, float, double, float, double,
                              float, double, float) = twelve;
static long (*volatile f20)(int, double, long, float, short, double, signed char, float, unsigned,
                            double, long, float, int, double, int, double, int, double, int,
                            double) = alternating;

int main(void) {
  CHECK(f12(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) == 4095);
  CHECK(f12(0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5f, 0, -1) == 256 - 2048);
  CHECK(f12(0, 0, 0, 0, 0, 0, 0, 0.25f, 0.5, 0, 0, 0) == 32 + 128);
  CHECK(f20(1, .25, 2, .25f, 3, .25, -4, .25f, 5, .25, 6, .25f, 7, .25, 8, .25, 9, .25, 10, .25) ==
        47010);
  CHECK(f20(-1, 1, 0, 0, -2, 0, -3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2.5) == -6000 + 14);
  float x = 0.5f;
  double y = x;
  CHECK(f12(y, x, y, x, y, x, y, x, y, x, y, x) == 4095 / 2.0);
  return 0;
}

// proves: named arguments of both classes are skipped before the variable ones are read
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double f(int a, double b, int c, double d, float e, long g, ...) {
  va_list ap;
  va_start(ap, g);
  double sum = a + b + c + d + e + g;
  for (int i = 0; i < a; i++) {
    double x = va_arg(ap, double);
    int k = va_arg(ap, int);
    sum += x * k;
  }
  va_end(ap);
  return sum;
}

static long many(int a, int b, int c, int d, int e, int g, int h, int i, int j, ...) {
  va_list ap;
  va_start(ap, j);
  long r = a + b + c + d + e + g + h + i;
  while (j-- > 0) r = r * 10 + va_arg(ap, long);
  va_end(ap);
  return r;
}

static double (*volatile pf)(int, double, int, double, float, long, ...) = f;
static long (*volatile pmany)(int, int, int, int, int, int, int, int, int, ...) = many;

int main(void) {
  CHECK(pf(0, 1.5, 2, 2.5, 3.0f, 4l) == 13.0);
  CHECK(pf(3, 1, 1, 1, 1, 1, 0.5, 2, 0.25, 4, 8.0, -1) == 8 + 1 + 1 - 8);
  CHECK(pf(7, 0, 0, 0, 0, 0, 1., 1, 1., 2, 1., 3, 1., 4, 1., 5, 1., 6, 1., 7) == 7 + 28);
  CHECK(pmany(1, 2, 3, 4, 5, 6, 7, 8, 3, 4l, 5l, 6l) == 36456);
  CHECK(pmany(0, 0, 0, 0, 0, 0, 0, 0, 1, 1l << 40) == 1l << 40);
  return 0;
}

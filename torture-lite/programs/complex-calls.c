// proves: complex values pass and return among other arguments, in structures and variable lists
#include <complex.h>
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct wave { float complex low; double complex high; int n; };

static double complex weave(int a, double complex x, double d, float complex f, double complex y,
                            int b, double complex z) {
  return a + x + d * f + y * b - z;
}

static struct wave turn(struct wave w) {
  w.low *= I;
  w.high = w.high * w.low;
  w.n = -w.n;
  return w;
}

static double complex total(int n, ...) {
  va_list ap;
  double complex sum = 0;
  va_start(ap, n);
  while (n--) {
    sum = sum * I + va_arg(ap, double complex);
    sum += va_arg(ap, int);
  }
  va_end(ap);
  return sum;
}

static double complex power(double complex z, int n) { return n ? z * power(z, n - 1) : 1; }

static double complex (*volatile pweave)(int, double complex, double, float complex,
                                         double complex, int, double complex) = weave;
static struct wave (*volatile pturn)(struct wave) = turn;
static double complex (*volatile ptotal)(int, ...) = total;

int main(void) {
  CHECK(pweave(1, 2 + I, 3, 1 + 2 * I, 1 - I, 4, 10 + 10 * I) == -7 * I);
  struct wave w = pturn((struct wave){1 + 2 * I, 3 - I, 9});
  CHECK(w.low == -2 + I && w.high == -5 + 5 * I && w.n == -9 && sizeof w == 32);
  CHECK(ptotal(2, 1.0 + I, 5, 2.0 + 0.0 * I, 7) == (6 + I) * I + 9);
  CHECK(power(1 + I, 8) == 16 && power(I, 3) == -I);
  static double complex constant = 2.5 - 1.5 * I;
  CHECK(constant + constant == 5 - 3 * I);
  return 0;
}

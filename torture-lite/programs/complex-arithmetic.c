// proves: complex addition, multiplication, division, comparison, conjugate and parts
// std: gnu11
#include <complex.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double complex product(double complex a, double complex b) { return a * b; }
static float complex half(float complex z) { return z / 2; }
static double complex (*volatile mul)(double complex, double complex) = product;
static float complex (*volatile div2)(float complex) = half;
static volatile double two = 2;

int main(void) {
  double complex a = 3 + 4 * I, b = two - I;
  CHECK(__real__ a == 3 && __imag__ a == 4);
  CHECK(mul(a, b) == 10 + 5 * I && a * b == mul(b, a));
  CHECK(a + b == 5 + 3 * I && a - b == 1 + 5 * I && -a == -3 - 4 * I);
  CHECK((10 + 5 * I) / b == a && a / 2 == 1.5 + 2 * I);
  CHECK(~a == 3 - 4 * I && __real__(a * ~a) == 25 && __imag__(a * ~a) == 0);
  CHECK(a != b && a == a && !(a == 3) && (a ? 1 : 0) && !(double complex)0);
  float complex f = div2(1.0f + 3.0f * I);
  CHECK(__real__ f == 0.5f && __imag__ f == 1.5f && sizeof f == 8 && sizeof a == 16);
  a += 1;
  a *= I;
  CHECK(a == -4 + 4 * I);
  __imag__ a = 7;
  __real__ a += 1;
  CHECK(a == -3 + 7 * I);
  double real = a;
  CHECK(real == -3 && (int)a == -3 && (double complex)5 == 5);
  double complex table[2] = {1, I};
  CHECK(table[0] * table[1] == I && __imag__ table[1] == 1 && table[1] * table[1] == -1);
  return 0;
}

// proves: complex values compare by parts, and mix with reals and integers
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int two = 2;

int main(void) {
  _Complex double a = two + 3.0i, b = a;
  CHECK(a == b && a != b + 1 && a != ~b && a - b == 0 && (a == 2) == 0 && (a - 3.0i) == two);
  a = a * two - 1;
  CHECK(__real__ a == 3 && __imag__ a == 6);
  a /= 3;
  CHECK(a == 1 + 2.0i && a * ~a == 5 && !(a == 0) && (a && 1));
  _Complex float f = 1.5f;
  f += two;
  CHECK(__real__ f == 3.5f && __imag__ f == 0 && (double)f == 3.5 && (int)f == 3);
  _Complex double v[2] = {a, [1] = 4};
  v[0] += v[1];
  CHECK(v[0] == 5 + 2.0i && sizeof v == 32);
  return 0;
}

// proves: complex products and quotients follow their definition
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double re = 3, im = -4;

int main(void) {
  _Complex double z = re + im * 1.0i, w = 1.0 + 2.0i;
  _Complex double p = z * w, q = p / w;
  CHECK(__real__ p == 11 && __imag__ p == 2 && __real__ q == 3 && __imag__ q == -4);
  z += 1;
  CHECK(__real__ z == 4 && __imag__ z == -4);
  z *= z;
  CHECK(__real__ z == 0 && __imag__ z == -32);
  z = -z;
  CHECK(__imag__ z == 32 && __imag__ ~z == -32 && z == 32.0i && z != w);
  _Complex float f = (_Complex float)w;
  f = f - 0.5f;
  CHECK(__real__ f == 0.5f && __imag__ f == 2);
  __imag__ f = 7;
  __real__ f += 1;
  CHECK(f == 1.5f + 7.0fi && (_Bool)f && !(_Bool)(f - f));
  return 0;
}

/* C11 7.3: <complex.h> */
#include "check.h"
#include <complex.h>

static volatile double x = 3;

int main(void) {
  double complex z = x + 4 * I;
  CHECK(creal(z) == 3 && cimag(z) == 4 && cabs(z) == 5);
  z = conj(z);
  CHECK(cimag(z) == -4);
  return 0;
}

/* GNU: __real__ and __imag__ as lvalues */
#include "check.h"

static _Complex double z;

int main(void) {
  __real__ z = 1; __imag__ z = 2; __real__ z += 4;
  CHECK(z == 5 + 2.0i);
  CHECK(__imag__ 3.0 == 0 && __real__ 3 == 3);
  return 0;
}

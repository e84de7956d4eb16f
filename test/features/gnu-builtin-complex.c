/* GNU: __builtin_complex */
#include "check.h"

int main(void) {
  double _Complex z = __builtin_complex(1.0, -2.0);
  CHECK(__real__ z == 1 && __imag__ z == -2);
  return 0;
}

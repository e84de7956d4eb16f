/* GNU: complex integers */
#include "check.h"

static _Complex int c = 3 + 4i;

int main(void) {
  CHECK(__real__ c == 3 && __imag__ c == 4);
  c *= 2;
  CHECK(__imag__ c == 8);
  CHECK(c == 6 + 8i);
  CHECK(sizeof c == 8);
  return 0;
}

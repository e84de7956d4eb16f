/* C11 6.2.5: _Complex float */
#include "check.h"

static float _Complex a = 1 + 2.0iF, b = 3 - 1.0iF;

int main(void) {
  CHECK(sizeof a == 2 * sizeof(float));
  CHECK(__real__ (a + b) == 4 && __imag__ (a + b) == 1);
  CHECK(__real__ (a * b) == 5 && __imag__ (a * b) == 5);
  CHECK(a == a && a != b);
  float _Complex c = ~a;
  CHECK(__imag__ c == -2);
  c = a / a;
  CHECK(__real__ c == 1 && __imag__ c == 0);
  __real__ c = 7;
  CHECK(__real__ c == 7);
  a += 1;
  CHECK(__real__ a == 2);
  CHECK((int)a == 2);
  CHECK(-a == -2 - 2.0iF);
  return 0;
}

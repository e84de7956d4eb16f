/* GNU: case ranges */
#include "check.h"

static int f(int c) { switch (c) { case '0' ... '9': return 1; case 'a' ... 'f': case 'A' ... 'F': return 2; case -5 ... -1: return 3; default: return 0; } }

int main(void) {
  CHECK(f('5') == 1 && f('c') == 2 && f('F') == 2 && f('g') == 0 && f(-3) == 3 && f('0') == 1 && f('9') == 1);
  return 0;
}

/* C11 6.7.1: register */
#include "check.h"

static int f(register int x) { register int y = x; return y + 1; }

int main(void) {
  CHECK(f(3) == 4);
  return 0;
}

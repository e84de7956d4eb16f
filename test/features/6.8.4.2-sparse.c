/* C11 6.8.4.2: cases far apart and negative */
#include "check.h"

static int f(long x) { switch (x) { case -1000000: return 1; case -1: return 2; case 0: return 3; case 1L << 40: return 4; case 7: case 8: case 9: return 5; } return 0; }

int main(void) {
  CHECK(f(-1000000) == 1 && f(-1) == 2 && f(0) == 3 && f(1L << 40) == 4 && f(8) == 5 && f(10) == 0);
  return 0;
}

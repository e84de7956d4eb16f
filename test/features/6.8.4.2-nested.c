/* C11 6.8.4.2: switches inside each other */
#include "check.h"

static int f(int a, int b) { switch (a) { case 1: switch (b) { case 1: return 11; default: break; } return 19; case 2: return 20; } return 0; }

int main(void) {
  CHECK(f(1, 1) == 11 && f(1, 5) == 19 && f(2, 1) == 20 && f(3, 1) == 0);
  return 0;
}

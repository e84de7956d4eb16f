/* C11 6.8.4.2: falling through, default in the middle */
#include "check.h"

static int f(int x) { int r = 0; switch (x) { case 1: r += 1; default: r += 10; case 2: r += 100; break; case 3: r = 1000; } return r; }

int main(void) {
  CHECK(f(1) == 111 && f(2) == 100 && f(3) == 1000 && f(9) == 110);
  return 0;
}

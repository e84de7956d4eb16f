/* C11 6.8.4.1: if and else */
#include "check.h"

static int f(int a, int b) { if (a) if (b) return 1; else return 2; return 3; }

int main(void) {
  CHECK(f(1, 1) == 1 && f(1, 0) == 2 && f(0, 1) == 3);
  return 0;
}

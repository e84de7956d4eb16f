/* C11 6.5.2.2p6: default argument promotions without a prototype */
#include "check.h"

static double f();
static double f(a, b, c) double a; int b; char c; { return a + b + c; }

int main(void) {
  CHECK(f(1.5f, 'a', (char)2) == 100.5);
  return 0;
}

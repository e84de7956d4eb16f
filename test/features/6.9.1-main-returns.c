/* C11 5.1.2.2.3: falling off a void function and back */
#include "check.h"

static int n;
static void f(int x) { if (x) return; n = 5; }

int main(void) {
  f(1);
  CHECK(n == 0);
  f(0);
  CHECK(n == 5);
  return 0;
}

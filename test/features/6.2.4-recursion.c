/* C11 6.2.4p6: each call has its own automatic objects */
#include "check.h"

static int f(int n) { int own = n; if (n > 0) f(n - 1); return own; }

int main(void) {
  CHECK(f(5) == 5);
  return 0;
}

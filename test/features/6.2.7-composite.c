/* C11 6.2.7: a later declaration completes an array */
#include "check.h"

static int f();
static int f(int x) { return x + 1; }

int main(void) {
  CHECK(f(2) == 3);
  return 0;
}

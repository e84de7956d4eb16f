/* C11 6.2.1: an inner scope hides an outer one */
#include "check.h"

static int x = 1;

int main(void) {
  int r = x; { int x = 2; r += x; { int x = 3; r += x; } r += x; }
  CHECK(r == 8);
  CHECK(x == 1);
  return 0;
}

/* GNU: empty initializers */
#include "check.h"

int main(void) {
  int a[3] = {}; struct { int x; } s = {};
  CHECK(a[2] == 0 && s.x == 0);
  return 0;
}

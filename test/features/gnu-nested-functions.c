/* GNU: nested functions */
#include "check.h"

int main(void) {
  int base = 10; int add(int x) { return x + base; }
  CHECK(add(5) == 15);
  base = 20;
  CHECK(add(5) == 25);
  return 0;
}

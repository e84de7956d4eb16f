/* GNU: nested functions write their parents' variables */
#include "check.h"

int main(void) {
  int n = 0; void bump(int by) { n += by; } for (int i = 0; i < 4; i++) bump(i);
  CHECK(n == 6);
  int fact(int k) { return k < 2 ? 1 : k * fact(k - 1); }
  CHECK(fact(5) == 120);
  return 0;
}

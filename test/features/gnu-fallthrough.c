/* GNU: attribute fallthrough */
#include "check.h"

static int f(int x) { switch (x) { case 1: x = 5; __attribute__((fallthrough)); case 2: return x; } return 0; }

int main(void) {
  CHECK(f(1) == 5 && f(2) == 2);
  return 0;
}

/* GNU: __builtin_expect and __builtin_unreachable */
#include "check.h"

static int f(int x) { if (__builtin_expect(x > 3, 0)) return 1; if (x < 0) __builtin_unreachable(); return 2; }

int main(void) {
  CHECK(f(4) == 1 && f(3) == 2);
  return 0;
}

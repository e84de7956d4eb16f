/* C11 6.7.4: _Noreturn */
#include "check.h"

static _Noreturn void out(void) { for (;;) __builtin_trap(); }
static int f(int x) { if (x) return x; out(); }

int main(void) {
  CHECK(f(3) == 3);
  return 0;
}

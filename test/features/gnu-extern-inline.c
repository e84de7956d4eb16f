/* GNU: always_inline, noinline, pure and const */
#include "check.h"

static __attribute__((noinline)) int a(int x) { return x + 1; }
static __attribute__((pure)) int b(int x) { return x + 2; }
static __attribute__((const)) int c(int x) { return x + 3; }

int main(void) {
  CHECK(a(1) + b(1) + c(1) == 9);
  return 0;
}

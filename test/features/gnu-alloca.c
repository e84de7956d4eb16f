/* GNU: __builtin_alloca */
#include "check.h"

static int f(int n) { char *p = __builtin_alloca(n); for (int i = 0; i < n; i++) p[i] = i; int s = 0; for (int i = 0; i < n; i++) s += p[i]; return s; }

int main(void) {
  CHECK(f(10) == 45 && f(100) == 4950);
  return 0;
}

/* C11 7.13: setjmp and longjmp */
#include "check.h"
#include <setjmp.h>

static jmp_buf env;
static void leap(int n) { longjmp(env, n); }

int main(void) {
  volatile int n = 0; int r = setjmp(env); if (r < 3) { n++; leap(r + 1); }
  CHECK(n == 3 && r == 3);
  return 0;
}

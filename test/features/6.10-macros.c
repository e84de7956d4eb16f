/* C11 6.10: #, ## and recursion */
#include "check.h"

#define S(x) #x
#define X(x) S(x)
#define C(a, b) a ## b
#define N 4
#define f(x) f(x + 1)
static int (f)(int x) { return x; }

int main(void) {
  CHECK(X(N)[0] == '4' && S(N)[0] == 'N');
  CHECK(C(1, 2) == 12 && C(N, ) == 4);
  CHECK(f(1) == 2);
  return 0;
}

// proves: a parameter changed in the callee leaves the caller's variable alone
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { int v[8]; };
static int f(struct s x, int n, const int *p) { x.v[0] = 99; n += x.v[1]; return n + *p; }
int main(void) {
  struct s a = {{1, 2, 3}};
  volatile int k = 5;
  int n = k;
  CHECK(f(a, n, &n) == 12 && n == 5 && a.v[0] == 1 && f(a, a.v[2], a.v) == 6 && a.v[0] == 1);
  return 0;
}

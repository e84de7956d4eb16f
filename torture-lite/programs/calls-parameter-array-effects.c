// proves: the size expressions of array parameters are evaluated on entry
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int n, int a[n++], int k, int b[(k += 2)]) { return n * 10 + k + a[0] + b[0]; }
int main(void) {
  int v[9] = {0};
  int (*volatile g)(int, int *, int, int *) = (int (*)(int, int *, int, int *))f;
  CHECK(g(3, v, 4, v) == 46 && f(1, v, 1, v) == 23);
  return 0;
}

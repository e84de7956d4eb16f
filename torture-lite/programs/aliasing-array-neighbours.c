// proves: stores at indexes that may meet are kept in order
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int *a, int i, int j) {
  a[i] = 1;
  a[j] = 2;
  int first = a[i];
  a[i + 1] = 3;
  return first * 100 + a[j] * 10 + a[i];
}

int main(void) {
  int a[6] = {0};
  int (*volatile g)(int *, int, int) = f;
  CHECK(g(a, 0, 0) == 222 && g(a, 0, 1) == 131 && g(a, 2, 4) == 121 && g(a, 3, 3) == 222);
  CHECK(a[4] == 3 && a[0] == 1 && a[1] == 3);
  return 0;
}

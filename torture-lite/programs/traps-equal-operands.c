// proves: a comparison or operation on one variable twice is folded only as far as it is true
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int x, int *p) { return (x == x) + (*p <= *p) * 2 + (x != x) * 4 + (x - x) + (x & x) * 8; }
static int g(double x) { return (x == x) + (x - x == 0) * 2; }
int main(void) {
  volatile double zero = 0;
  int k = 5;
  CHECK(f(k, &k) == 43 && g(1.5) == 3 && g(zero / zero) == 0 && g(1 / zero) == 1);
  return 0;
}

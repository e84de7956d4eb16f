// proves: stores in both arms of an if are joined to the place each names
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int c, int *p, int *q) {
  if (c) { *p = 1; *q = 2; } else { *q = 1; *p = 2; }
  return *p * 10 + *q;
}
int main(void) {
  volatile int yes = 1;
  int a, b;
  CHECK(f(yes, &a, &b) == 12 && f(!yes, &a, &b) == 21 && f(yes, &a, &a) == 22 && f(!yes, &a, &a) == 22);
  return 0;
}

// proves: an address computed before a call is still right after it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int a[8], n;
static int next(void) { return ++n; }
static int *base(void) { n = 4; return a; }
int main(void) {
  int *p = a + next();
  *p++ = next();
  *p = next() + p[-1];
  CHECK(a[1] == 2 && a[2] == 5 && n == 3);
  base()[2] += 10;
  a[next()] = 7;
  CHECK(a[2] == 15 && a[5] == 7 && n == 5);
  return 0;
}

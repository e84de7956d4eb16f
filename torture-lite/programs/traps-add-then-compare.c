// proves: x + c compared with d is not x compared with d - c where sums wrap
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int u(unsigned x) { return x + 5 > 10; }
static int s(short x) { return (short)(x + 5) > 10; }
static int l(unsigned long x) { return x - 1 >= 3; }
int main(void) {
  volatile unsigned v = ~0u;
  CHECK(!u(v) && !u(5) && u(6) && u(v - 5) && !u(v - 4));
  CHECK(!s(32767) && s(6) && !s(5) && l(0) && !l(1) && !l(3) && l(4));
  return 0;
}

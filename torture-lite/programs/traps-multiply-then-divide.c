// proves: a product divided again is the factor only where nothing was lost
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned u(unsigned x) { return x * 6 / 6; }
static int d(int x) { return x / 6 * 6; }
static unsigned long w(unsigned x) { return (unsigned long)x * 6 / 6; }
int main(void) {
  volatile unsigned v = 0xffffffff;
  CHECK(u(v) == (v * 6u) / 6u && u(v) != v && u(7) == 7 && d(13) == 12 && d(-13) == -12 && w(v) == v);
  return 0;
}

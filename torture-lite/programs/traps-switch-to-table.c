// proves: a switch that becomes a table tells values below and above it from those in it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int x) { switch (x) { case 3: return 30; case 4: return 40; case 6: return 60; case 7: return 70; case 8: return 80; } return 0; }
int main(void) {
  for (volatile int i = -3; i < 15; i++) CHECK(f(i) == (i >= 3 && i <= 8 && i != 5 ? i * 10 : 0));
  CHECK(f(0x7fffffff) == 0 && f(-0x7fffffff - 1) == 0 && f(3 + (1 << 30)) == 0);
  return 0;
}

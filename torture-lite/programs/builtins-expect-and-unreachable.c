// proves: hints do not change what is computed
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int x = 3;
static int sign(int v) {
  if (__builtin_expect(v < 0, 0)) return -1;
  if (__builtin_expect(v > 0, 0)) return 1;
  return 0;
}
static int name(int v) {
  switch (v & 3) {
    case 0: return 10;
    case 1: return 11;
    case 2: return 12;
    case 3: return 13;
  }
  __builtin_unreachable();
}

int main(void) {
  CHECK(sign(x) == 1 && sign(-x) == -1 && sign(x - 3) == 0);
  CHECK(name(x) == 13 && name(x + 1) == 10 && name(-x) == 11 && name(x + 3) == 12);
  CHECK(__builtin_expect(x, 7) == 3 && __builtin_constant_p(5) == 1);
  return 0;
}

// proves: conditions nested in conditions choose the innermost arm
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int a, int b, int c) { return a ? b ? c ? 1 : 2 : c ? 3 : 4 : b ? c ? 5 : 6 : c ? 7 : 8; }
static int g(int a, int b, int c) {
  if (a) if (b) return c ? 1 : 2; else return c ? 3 : 4;
  else if (b) { if (c) return 5; } else return 8 - !!c;
  return 6;
}
int main(void) {
  for (volatile int i = 0; i < 8; i++) {
    int n = 8 - i;
    CHECK(f(i & 4, i & 2, i & 1) == n && g(i & 4, i & 2, i & 1) == n);
  }
  return 0;
}

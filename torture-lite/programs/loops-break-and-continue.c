// proves: break and continue act on the innermost loop, and for still steps
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int n) {
  int log = 0;
  for (int i = 0; i < n; i++) {
    if (i % 3 == 1) continue;
    int j = 0;
    while (1) {
      if (++j > i) break;
      if (j == 2) continue;
      log += j;
    }
    do {
      if (j & 1) continue;
      log += 100;
    } while (--j > 0);
    if (log > 2000) break;
    log += 1000 * (i == 0);
  }
  return log;
}

int main(void) {
  int (*volatile g)(int) = f;
  CHECK(g(0) == 0 && g(1) == 1000 && g(2) == 1000 && g(3) == 1101 && g(4) == 1305);
  return 0;
}

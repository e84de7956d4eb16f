// proves: each frame of a recursion has a VLA of its own length
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int n) {
  int v[n + 1];
  for (int i = 0; i <= n; i++) v[i] = i;
  int below = n ? f(n - 1) : 0, s = 0;
  for (int i = 0; i <= n; i++) s += v[i];
  return s + below + (int)(sizeof v / sizeof *v);
}
int main(void) {
  CHECK(f(0) == 1 && f(3) == 6 + 3 + 1 + 0 + 4 + 3 + 2 + 1);
  return 0;
}

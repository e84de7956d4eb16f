// proves: tables of functions in structures are indexed and called
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int a(int x) { return x + 1; }
static int b(int x) { return x * 2; }
static const struct { int (*f[2])(int); int n; } t[2] = {{{a, b}, 2}, {{b}, 1}};
int main(void) {
  volatile int i = 1;
  int r = 5;
  for (int k = 0; k < 2; k++) for (int j = 0; j < t[k].n; j++) r = t[k].f[j](r);
  CHECK(r == 24 && t[i].f[i] == 0 && (*t[!i].f[i])(4) == 8);
  return 0;
}

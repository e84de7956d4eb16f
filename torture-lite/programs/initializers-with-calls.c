// proves: initializers may call, and read what was declared before
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int n;
static int next(int by) { return n += by; }

int main(void) {
  int a = next(1), b = next(a), c[3] = {a, b, next(b)};
  CHECK(a == 1 && b == 2 && c[2] == 4 && n == 4);
  struct { int x; int *p; long l; } s = {next(1), &a, (long)c[1] * 3};
  CHECK(s.x == 5 && *s.p == 1 && s.l == 6);
  double d = a ? b / 4.0 : 0, e = d * 2;
  int *q = c + b, **r = &q;
  CHECK(d == 0.5 && e == 1 && **r == 4 && (*r)[-1] == b);
  for (int i = next(1), j = i * 2; i < 8; i++) CHECK(j == 12 && i >= 6);
  return 0;
}

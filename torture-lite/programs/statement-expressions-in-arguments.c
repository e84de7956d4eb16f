// proves: statement expressions inside arguments, conditions and subscripts keep other operands
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int three(int a, int b, int c) { return a * 100 + b * 10 + c; }
static int (*volatile f)(int, int, int) = three;

static int calls;
#define COUNTED(x) ({ calls++; (x); })

static int clamp(int x) {
  int v[4] = {1, 2, 3, 4};
  return v[({ int i = x; if (i < 0) i = 0; if (i > 3) i = 3; i; })];
}

static int collatz(int n) {
  int steps = 0;
  for (; ({ int done = n == 1; !done; }); steps++) n = n % 2 ? ({ int t = n * 3; t + 1; }) : n / 2;
  return steps;
}

int main(void) {
  int x = 5;
  CHECK(f(x, ({ int y = 0; for (int i = 0; i < 4; i++) y += i; y; }), x + 2) == 567);
  CHECK(f(1, ({ f(0, 0, 2); }), ({ f(0, ({ 0; }), 3); })) == 123);
  CHECK(x * 2 + ({ int t = x; while (t > 2) t--; t; }) * 100 + x == 215);
  CHECK(clamp(-4) == 1 && clamp(2) == 3 && clamp(99) == 4);
  CHECK(collatz(27) == 111);
  CHECK((COUNTED(0) && COUNTED(1)) == 0 && calls == 1);
  CHECK((COUNTED(1) ? COUNTED(7) : COUNTED(8)) == 7 && calls == 3);
  int list[] = {({ x + 1; }), ({ int z = x; z * z; })};
  CHECK(list[0] == 6 && list[1] == 25);
  switch (({ int k = x; k -= 3; k; })) {
    case 2: break;
    default: abort();
  }
  double d = 1.5 + ({ double e = 0.25; e * 2; });
  CHECK(d == 2.0);
  return 0;
}

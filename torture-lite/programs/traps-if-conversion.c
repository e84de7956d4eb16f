// proves: branches turned into selects keep guarded loads, divisions, stores and calls unevaluated
#include <limits.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls;
static int noisy(int x) {
  calls++;
  return x;
}

static int safe_divide(int a, int b) { return b ? a / b : 0; }
static int safe_load(const int *p, int other) { return p ? *p : other; }
static int clamp(int x, int low, int high) { return x < low ? low : x > high ? high : x; }
static int sign(int x) { return (x > 0) - (x < 0); }
static unsigned magnitude(int x) { return x < 0 ? -(unsigned)x : (unsigned)x; }
static void store_if(int *p, int c, int v) {
  if (c) *p = v;
}
static int nested(int a, int b, int c) {
  int r = 1;
  if (a) {
    if (b) r = 2;
    else if (c) r = 3;
  } else if (b) {
    r = c ? 4 : 5;
  }
  return r;
}
static double choose(int c, double a, int b) { return c ? a : b; }
static int call_one(int c) { return c ? noisy(1) : 2; }

static const int constant = 42;
static int (*volatile f)(int, int) = safe_divide;
static int (*volatile g)(const int *, int) = safe_load;
static void (*volatile h)(int *, int, int) = store_if;

int main(void) {
  CHECK(f(7, 0) == 0 && f(7, 2) == 3 && f(INT_MIN, 0) == 0);
  CHECK(g(NULL, 4) == 4 && g(&constant, 4) == 42);
  CHECK(clamp(-5, 0, 9) == 0 && clamp(50, 0, 9) == 9 && clamp(5, 0, 9) == 5);
  CHECK(sign(INT_MIN) == -1 && sign(0) == 0 && sign(9) == 1);
  CHECK(magnitude(INT_MIN) == 2147483648u && magnitude(-1) == 1 && magnitude(7) == 7);
  h((int *)&constant, 0, 1);
  h(NULL, 0, 1);
  int x = 3;
  h(&x, 1, 9);
  CHECK(x == 9);
  static const int want[] = {1, 1, 5, 4, 1, 3, 2, 2};
  for (int i = 0; i < 8; i++) CHECK(nested(i & 4, i & 2, i & 1) == want[i]);
  CHECK(choose(x, 0.5, 3) == 0.5 && choose(!x, 0.5, 3) == 3.0);
  CHECK(call_one(0) == 2 && calls == 0 && call_one(x) == 1 && calls == 1);
  return 0;
}

// proves: only the chosen arm of a conditional takes effect
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls, x = 5;
static int touch(int v) { calls = calls * 10 + v; return v; }
static int pick(int c) { return c ? touch(1) : touch(2); }
static int store(int c, int *p) { if (c) *p = 9; return *p; }
static int load(int c, int *p) { return c ? *p : -1; }
static int divide(int c, int d) { return c ? 100 / d : d; }

int main(void) {
  int *volatile null = 0;
  volatile int zero = 0;
  CHECK(pick(3) == 1 && pick(zero) == 2 && calls == 12);
  CHECK(store(zero, &x) == 5 && store(1, &x) == 9);
  CHECK(load(zero, null) == -1 && load(1, &x) == 9);
  CHECK(divide(zero, zero) == 0 && divide(1, 8) == 12);
  int r = zero ? x++ : x--;
  CHECK(r == 9 && x == 8 && (zero || (x = 3)) && x == 3 && !(zero && (x = 4)) && x == 3);
  return 0;
}

// proves: expressions that look alike are not merged across stores, calls, redefinitions and widths
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int state = 1;
static int advance(void) { return state *= 2; }
static int (*volatile next)(void) = advance;

static int around_call(void) {
  int a = state + 1;
  int r = next();
  int b = state + 1;
  return a * 100 + b * 10 + r;
}

static int around_store(int *p, int *q) {
  int a = *p * 2;
  *q = 7;
  return a + *p * 2;
}

static int widths(int64_t x) {
  int a = (int)(x >> 8), b = (int)((int32_t)x >> 8), c = (int)((uint32_t)x >> 8);
  return (a == b) | (b == c) << 1 | (a == c) << 2;
}

static int redefined(int x, int y) {
  int a = x - y;
  x = y;
  int b = x - y;
  y = 100;
  return a * 10000 + b * 100 + (x - y);
}

static int signs(int x, unsigned y) {
  return (x / 2 == (int)((unsigned)x / 2)) + 2 * (x < (int)y) + 4 * ((unsigned)x < y) +
         8 * (x >> 31 == -1) + 16 * ((unsigned)x >> 31 == 1);
}

static int diamond(int c, int a, int b) {
  int x;
  if (c) x = a + b;
  else x = a - b;
  b += c;
  return x * 1000 + (a + b);
}

static int (*volatile f)(int *, int *) = around_store, (*volatile w)(int64_t) = widths;
static int (*volatile s)(int, unsigned) = signs, (*volatile d)(int, int, int) = diamond;

int main(void) {
  CHECK(around_call() == 200 + 30 + 2);
  int x = 3, y = 0;
  CHECK(f(&x, &y) == 12 && f(&x, &x) == 20);
  CHECK(w(0x1234) == 7 && w(0x80000000ll) == 4 && w(0x1ff000000ll) == 0);
  CHECK(w(-1) == 1 && redefined(9, 4) == 50000 - 96);
  CHECK(s(-2, 1) == 2 + 8 + 16 && s(2, 3) == 1 + 2 + 4 && s(5, 0x80000000u) == 1 + 4);
  CHECK(d(1, 5, 3) == 8009 && d(0, 5, 3) == 2008);
  return 0;
}

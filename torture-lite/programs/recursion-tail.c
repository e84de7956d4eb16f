// proves: tail calls with permuted, added and dropped arguments keep their values
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int rotate(int a, int b, int c, int n) {
  if (n == 0) return a * 100 + b * 10 + c;
  return rotate(b, c, a, n - 1);
}

static long weave(long a, long b, long n) {
  if (n == 0) return a - b;
  return weave(b + n, a * 2, n - 1);
}

static int with_address(int n, int *previous) {
  int mine = n + (previous ? *previous : 0);
  if (n == 0) return mine;
  return with_address(n - 1, &mine);
}

static int nine(int a, int b, int c, int d, int e, int f, int g, int h, int i) {
  if (a <= 0) return b + 2 * c + 3 * d + 4 * e + 5 * f + 6 * g + 7 * h + 8 * i;
  return nine(a - 1, i, b, c, d, e, f, g, h);
}

static int wide(int a, int b) { return nine(a, b, b, b, b, b, b, b, b); }

static int (*volatile r)(int, int, int, int) = rotate;
static int (*volatile w9)(int, int) = wide;

int main(void) {
  CHECK(r(1, 2, 3, 0) == 123 && r(1, 2, 3, 1) == 231 && r(1, 2, 3, 2) == 312);
  CHECK(r(1, 2, 3, 3000) == 123);
  long a = 3, b = 1;
  for (long n = 10; n > 0; n--) {
    long t = b + n;
    b = a * 2;
    a = t;
  }
  CHECK(weave(3, 1, 10) == a - b);
  CHECK(with_address(10, NULL) == 55);
  CHECK(nine(0, 1, 2, 3, 4, 5, 6, 7, 8) == 1 + 4 + 9 + 16 + 25 + 36 + 49 + 64);
  CHECK(nine(8, 1, 2, 3, 4, 5, 6, 7, 8) == 204 && nine(1, 1, 2, 3, 4, 5, 6, 7, 8) == 176);
  CHECK(w9(5, 3) == 108);
  return 0;
}

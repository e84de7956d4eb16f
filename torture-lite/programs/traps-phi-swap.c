// proves: parallel copies on loop edges: swaps, rotations and lost copies
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int swapping(int a, int b, int n) {
  while (n-- > 0) {
    int t = a;
    a = b;
    b = t;
  }
  return a * 100 + b;
}

static long cycle5(int n) {
  int a = 1, b = 2, c = 3, d = 4, e = 5;
  for (int i = 0; i < n; i++) {
    int t = a;
    a = b;
    b = c;
    c = d;
    d = e;
    e = t;
  }
  return a + 10 * b + 100 * c + 1000 * d + 10000 * e;
}

static int lost_copy(int n) {
  int x = 1, last;
  do {
    last = x;
    x = x + 1;
  } while (x < n);
  return last * 100 + x;
}

static long two_cycles(int n) {
  long a = 1, b = 2, c = 3, d = 4;
  double x = 0.5, y = 1.5;
  for (; n; n--) {
    long t = a, u = c;
    double v = x;
    a = b, b = t;
    if (n & 1) c = d, d = u;
    x = y, y = v;
  }
  return a * 1000 + b * 100 + c * 10 + d + (x < y ? 10000 : 20000);
}

static int fan_out(int n) {
  int a = 1, b = 1, c = 1;
  while (n--) {
    c = b;
    b = a;
    a = a + c;
  }
  return a * 10000 + b * 100 + c;
}

static int (*volatile s)(int, int, int) = swapping, (*volatile l)(int) = lost_copy;
static int (*volatile o)(int) = fan_out;
static long (*volatile c)(int) = cycle5, (*volatile t)(int) = two_cycles;

int main(void) {
  CHECK(s(3, 7, 0) == 307 && s(3, 7, 1) == 703 && s(3, 7, 8) == 307 && s(3, 7, 9) == 703);
  CHECK(c(0) == 54321 && c(1) == 15432 && c(2) == 21543 && c(5) == 54321 && c(9) == 43215);
  CHECK(l(0) == 102 && l(5) == 405);
  CHECK(t(0) == 11234 && t(1) == 22143 && t(2) == 11243 && t(3) == 22134);
  CHECK(o(0) == 10101 && o(1) == 20101 && o(2) == 30201 && o(3) == 50302 && o(4) == 80503);
  return 0;
}

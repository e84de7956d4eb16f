// proves: && || ?: and comma evaluate just what they must, also when used as values and flags
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned trace;
static int t(int id, int value) {
  trace = trace * 10 + (unsigned)id;
  return value;
}
static int (*volatile e)(int, int) = t;

static unsigned ran(int ignored) {
  (void)ignored;
  unsigned r = trace;
  trace = 0;
  return r;
}

static int null_guard(const int *p) { return p && *p > 5; }
static int bounds(const int *v, int n, int i) { return i >= 0 && i < n && v[i] ? v[i] : -1; }
static int divide(int a, int b) { return b != 0 && a / b > 1; }

int main(void) {
  CHECK(ran(e(1, 0) && e(2, 1)) == 1);
  CHECK(ran(e(1, 2) && e(2, 4)) == 12);
  CHECK(ran(e(1, 0) || e(2, 0)) == 12);
  CHECK(ran(e(1, 9) || e(2, 0)) == 1);
  CHECK(ran((e(1, 0) || e(2, 1)) && (e(3, 0) || e(4, 1))) == 1234);
  CHECK(ran(e(1, 0) && e(2, 1) || e(3, 1) && e(4, 0) || e(5, 1)) == 1345);
  CHECK(ran(e(1, 1) ? e(2, 0) : e(3, 0)) == 12);
  CHECK(ran(e(1, 0) ? e(2, 0) : e(3, 0) ? e(4, 0) : e(5, 0)) == 135);
  CHECK(ran((e(1, 0), e(2, 0)) + e(3, 0) * 0) % 100 != 0);
  CHECK((e(1, 4) && e(2, 8)) == 1 && (e(1, 0) || e(2, 8)) == 1 && !(e(1, 0) && 1));
  trace = 0;
  int x = 5;
  x > 3 && (x = 1);
  x > 3 || (x += 10);
  CHECK(x == 11);
  int n = (x == 11) + (x > 3 && x < 20) * 2 + (x < 3 || x > 20) * 4 + !x * 8;
  CHECK(n == 3);
  int six = 6, v[3] = {0, 7, 8};
  CHECK(!null_guard(NULL) && null_guard(&six) && !null_guard(v));
  CHECK(bounds(v, 3, -1) == -1 && bounds(v, 3, 3) == -1 && bounds(v, 3, 0) == -1);
  CHECK(bounds(v, 3, 2) == 8 && divide(4, 2) && !divide(1, 0) && !divide(1, 1));
  if (!(x && e(1, 0)) == e(2, 1)) x = 0;
  CHECK(x == 0 && ran(0) > 0);
  return 0;
}

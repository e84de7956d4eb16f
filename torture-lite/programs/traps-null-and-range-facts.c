// proves: facts learnt on one path (non-null, range, equality) are not carried to another path
#include <limits.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct node { int value; struct node *next; };

static int first_or(const struct node *n, int other, int look) {
  int r = other;
  if (look) r = n->value;
  if (n == NULL) return -r;
  return r;
}

static int equal_then_change(int a, int b) {
  if (a != b) return 0;
  a += 5;
  return a == b ? 1 : a - b;
}

static int range(int x) {
  if (x < 0) {
    x = -(x + 1);
    if (x >= 0) return 1;
    return 2;
  }
  if (x > 10) {
    x -= 20;
    return x < 0 ? 3 : 4;
  }
  return x <= 10 ? 5 : 6;
}

static int unsigned_range(unsigned x) {
  if (x - 1 < 9) return 1;
  if (x == 0) return 2;
  return x >= 10 ? 3 : 4;
}

static int after_merge(int c, const int *p) {
  int x = c ? 1 : *p;
  if (c == 0 && x == 1) return 10;
  return x == 1 ? 20 : 30;
}

static double not_equal_floats(double a, double b) {
  if (a == b) return 1 / a == 1 / b ? 1 : 2;
  return a != a ? 3 : 4;
}

static int (*volatile f)(const struct node *, int, int) = first_or;
static int (*volatile r)(int) = range, (*volatile u)(unsigned) = (int (*)(unsigned))unsigned_range;
static double (*volatile d)(double, double) = not_equal_floats;

int main(void) {
  struct node n = {7, NULL};
  int one = 1, two = 2;
  CHECK(f(NULL, 3, 0) == -3 && f(&n, 3, 0) == 3 && f(&n, 3, 1) == 7 && f(n.next, 4, 0) == -4);
  CHECK(equal_then_change(2, 2) == 5 && equal_then_change(2, 3) == 0);
  CHECK(r(-1) == 1 && r(INT_MIN) == 1 && r(11) == 3 && r(20) == 4 && r(10) == 5 && r(0) == 5);
  CHECK(u(0) == 2 && u(1) == 1 && u(9) == 1 && u(10) == 3 && u(UINT_MAX) == 3);
  CHECK(after_merge(1, NULL) == 20 && after_merge(0, &one) == 10 && after_merge(0, &two) == 30);
  CHECK(d(0.0, -0.0) == 2 && d(2, 2) == 1 && d(1, 2) == 4 && d(0.0 * 1e308 * 1e308, 0) == 1);
  return 0;
}

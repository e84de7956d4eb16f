/* C11 6.7.9: automatic aggregates from expressions */
#include "check.h"

static int n;
static int next(void) { return ++n; }

int main(void) {
  int a[3] = { next(), next(), next() };
  CHECK(a[0] + a[1] + a[2] == 6);
  struct { int x; struct { int y; } z; } s = { a[1], { a[2] } };
  CHECK(s.x * 10 + s.z.y == (a[1] * 10 + a[2]));
  return 0;
}

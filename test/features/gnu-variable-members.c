/* GNU: structure members of variable size */
#include "check.h"
#include <stdarg.h>
#include <stddef.h>

static int third(int n, void *memory) {
  struct S { char a[n]; char b; int c; short d[n]; unsigned e : 3, f : 7; } *p = memory;
  struct S copy;
  copy = p[1];
  p[0] = copy;
  p[2] = ({ struct S t; t = p[1]; t.f = 77; t.d[n - 1] = -9; t; });
  return p[2].f == 77 && p[2].d[n - 1] == -9 && p[0].c == p[1].c && p[0].f == 99;
}

static int sum(int n, ...) {
  struct { char x[n]; } d;
  va_list ap;
  int total = 0;
  va_start(ap, n);
  for (int times = 0; times < 2; times++) {
    d = va_arg(ap, typeof(d));
    for (int i = 0; i < n; i++) total = total * 3 + d.x[i];
  }
  va_end(ap);
  return total;
}

static int nested(int n) {
  struct V { int x[n]; int y; };
  int add(struct V v) {
    int t = v.y;
    v.y = 0;
    for (int i = 0; i < n; i++) t += v.x[i];
    return t;
  }
  struct V v;
  for (int i = 0; i < n; i++) v.x[i] = i;
  v.y = 100;
  return add(v) + v.y;
}

int main(void) {
  struct S { char a[5]; char b; int c; short d[5]; unsigned e : 3, f : 7; } fixed[3] = {
    { "abcd", 'x', 1, { 1 }, 5, 6 }, { "efgh", 'y', 2, { 1, 2, 3, 4, 5 }, 7, 99 },
  };
  CHECK(third(5, fixed));
  CHECK(fixed[2].f == 77 && fixed[2].e == 7 && fixed[2].d[4] == -9 && fixed[2].c == 2);

  volatile int n = 3;
  struct { char x[n]; } a, b;
  for (int i = 0; i < n; i++) a.x[i] = i + 1, b.x[i] = 2 * i;
  CHECK(sizeof a == 3);
  CHECK(sum(n, a, b) == ((((1 * 3 + 2) * 3 + 3) * 3 + 0) * 3 + 2) * 3 + 4);
  CHECK(nested(4) == 206);

  typedef int Row[n];
  struct M { int head; Row rows[n]; char tail; };
  CHECK(offsetof(struct M, rows[2][1]) == 4 + 4 * 7);
  CHECK(offsetof(struct M, tail) == 4 + 36);
  CHECK(sizeof(struct M) == 44);
  n = 50;
  CHECK(sizeof(struct M) == 44);
  union U { char bytes[n]; long l; } u;
  CHECK(sizeof u == 56 && _Alignof(union U) == 8);
  struct P { char a[n + 1]; int b; } __attribute__((packed)) p[2];
  CHECK(sizeof p == 110 && (char *)&p[1].b - (char *)p == 55 + 51);
  return 0;
}

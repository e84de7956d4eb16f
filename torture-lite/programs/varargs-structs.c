// proves: structures of many sizes pass through `...` between scalars and are read back whole
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct tiny { char c; };
struct ints { int a, b; };
struct dbl { double a, b; };
struct mix { double d; long l; };
struct big { long v[5]; };

static long collect(int rounds, ...) {
  va_list ap;
  long sum = 0;
  va_start(ap, rounds);
  for (int i = 0; i < rounds; i++) {
    struct tiny t = va_arg(ap, struct tiny);
    struct ints n = va_arg(ap, struct ints);
    int before = va_arg(ap, int);
    struct dbl d = va_arg(ap, struct dbl);
    struct mix m = va_arg(ap, struct mix);
    struct big b = va_arg(ap, struct big);
    double after = va_arg(ap, double);
    sum = sum * 2 + t.c + n.a * n.b + before + (long)(d.a * d.b) + (long)m.d + m.l + (long)after;
    for (int k = 0; k < 5; k++) sum += b.v[k] * (k + 1);
  }
  va_end(ap);
  return sum;
}
static long (*volatile call)(int, ...) = collect;

int main(void) {
  struct tiny t = {5};
  struct ints n = {-3, 7};
  struct dbl d = {2.5, 4.0};
  struct mix m = {1.75, -9};
  struct big b = {{1, 2, 3, 4, 5}};
  long one = 5 - 21 + 1 + 10 + 1 - 9 + 100 + 55;
  CHECK(call(1, t, n, 1, d, m, b, 100.5) == one);
  CHECK(call(3, t, n, 1, d, m, b, 100.5, t, n, 1, d, m, b, 100.5, t, n, 1, d, m, b, 100.5) ==
        7 * one);
  return 0;
}

// proves: named structures before the dots shift the variable arguments
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct pair { long a, b; };
struct vec { double x, y; };
struct big { int v[10]; };

static long f(struct pair p, struct vec v, struct big b, int n, ...) {
  va_list list;
  va_start(list, n);
  long total = p.a + p.b + (long)(v.x + v.y) + b.v[9];
  while (n-- > 0) {
    total = total * 3 + va_arg(list, int);
    total = total * 3 + (long)va_arg(list, double);
  }
  va_end(list);
  return total;
}

int main(void) {
  long (*volatile g)(struct pair, struct vec, struct big, int, ...) = f;
  struct big b = {{[9] = 4}};
  CHECK(g((struct pair){1, 2}, (struct vec){3, 4}, b, 0) == 14);
  CHECK(g((struct pair){1, 2}, (struct vec){3, 4}, b, 2, 5, 6.0, 7, 8.0) == 1352);
  return 0;
}

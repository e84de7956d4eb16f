// proves: a va_list handed on by address goes on where the callee stopped
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int next(va_list *list) { return va_arg(*list, int); }
static double next_double(va_list *list) { return va_arg(*list, double); }

static double f(int n, ...) {
  va_list list;
  va_start(list, n);
  double total = 0;
  while (n--) {
    total = total * 10 + next(&list);
    total = total * 10 + next_double(&list);
    total = total * 10 + va_arg(list, int);
  }
  va_end(list);
  return total;
}

int main(void) {
  double (*volatile g)(int, ...) = f;
  CHECK(g(1, 1, 2.0, 3) == 123);
  CHECK(g(4, 1, 2.0, 3, 4, 5.0, 6, 7, 8.0, 9, 1, 2.0, 3) == 123456789123.0);
  return 0;
}

// proves: a long double argument keeps its alignment among narrow ones
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int n, ...) {
  va_list list;
  va_start(list, n);
  int good = 0;
  for (int i = 0; i < n; i++) {
    good += va_arg(list, int) == i;
    good += va_arg(list, long double) == i + 0.5L;
    good += va_arg(list, char *)[0] == 'a' + i;
    good += va_arg(list, double) == -i;
  }
  va_end(list);
  return good;
}

int main(void) {
  int (*volatile g)(int, ...) = f;
  CHECK(g(1, 0, 0.5L, "abc", 0.0) == 4);
  CHECK(g(3, 0, 0.5L, "abc", 0.0, 1, 1.5L, "abc" + 1, -1.0, 2, 2.5L, "abc" + 2, -2.0) == 12);
  return 0;
}

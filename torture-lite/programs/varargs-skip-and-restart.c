// proves: a list may be left unread and started again
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int twice(int n, ...) {
  va_list a, b;
  int sum = 0;
  va_start(a, n);
  for (int i = 0; i < n / 2; i++) sum += va_arg(a, int);
  va_copy(b, a);
  for (int i = n / 2; i < n; i++) sum += 10 * va_arg(b, int);
  va_end(b);
  sum += 100 * va_arg(a, int);
  va_end(a);
  va_start(a, n);
  sum += 1000 * va_arg(a, int);
  va_end(a);
  return sum;
}

int main(void) {
  int (*volatile f)(int, ...) = twice;
  CHECK(f(4, 1, 2, 3, 4) == 1 + 2 + 70 + 300 + 1000);
  CHECK(f(8, 1, 2, 3, 4, 5, 6, 7, 8) == 10 + 260 + 500 + 1000);
  return 0;
}

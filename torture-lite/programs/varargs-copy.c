// proves: va_copy makes an independent walker, and a va_list can be passed on and shared by pointer
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int vsum(int n, va_list ap) {
  int s = 0;
  while (n-- > 0) s = s * 2 + va_arg(ap, int);
  return s;
}

static int next(va_list *ap) { return va_arg(*ap, int); }

static int both(int n, ...) {
  va_list one, two;
  va_start(one, n);
  int first = va_arg(one, int);
  va_copy(two, one);
  int a = vsum(n - 1, two);
  va_end(two);
  int b = 0;
  for (int i = 1; i < n; i++) b = b * 2 + next(&one);
  va_end(one);
  CHECK(a == b);
  va_start(one, n);
  CHECK(va_arg(one, int) == first);
  va_end(one);
  return first * 100000 + a;
}
static int (*volatile call)(int, ...) = both;

int main(void) {
  CHECK(call(1, 9) == 900000);
  CHECK(call(4, 1, 1, 1, 1) == 100007);
  CHECK(call(12, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 200000 + 1025);
  return 0;
}

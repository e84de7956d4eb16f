// proves: forty variable arguments of three classes come back in order
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double sum(int n, ...) {
  va_list list;
  va_start(list, n);
  double total = 0;
  for (int i = 0; i < n; i++) {
    switch (i % 4) {
      case 0: total += (i + 1) * va_arg(list, int); break;
      case 1: total += (i + 1) * va_arg(list, double); break;
      case 2: total += (i + 1) * (double)va_arg(list, long); break;
      default: total += (i + 1) * *va_arg(list, short *); break;
    }
  }
  va_end(list);
  return total;
}

int main(void) {
  short s = 3;
  double (*volatile f)(int, ...) = sum;
  CHECK(f(4, 1, 0.5, -2l, &s) == 1 + 1 - 6 + 12);
  CHECK(f(16, 1, 1.0, 1l, &s, 1, 1.0, 1l, &s, 1, 1.0, 1l, &s, 1, 1.0, 1l, &s) == 96 + 120);
  double d = 0;
  CHECK(f(20, 0, d, 0l, &s, 0, d, 0l, &s, 0, d, 0l, &s, 0, d, 0l, &s, 2, 2., 2l, &s) ==
        108 + 180);
  return 0;
}

// proves: va_arg reads integers, doubles, pointers and longs in any mixture, also from the stack
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double total(const char *shape, ...) {
  va_list ap;
  double sum = 0, weight = 1;
  va_start(ap, shape);
  for (const char *p = shape; *p; p++) {
    switch (*p) {
      case 'i': sum += va_arg(ap, int) * weight; break;
      case 'l': sum += va_arg(ap, long) * weight; break;
      case 'u': sum += va_arg(ap, unsigned long long) * weight; break;
      case 'd': sum += va_arg(ap, double) * weight; break;
      case 's': sum += strlen(va_arg(ap, const char *)) * weight; break;
      case 'p': sum += *va_arg(ap, int *) * weight; break;
      default: abort();
    }
    weight *= 2;
  }
  va_end(ap);
  return sum;
}
static double (*volatile call)(const char *, ...) = total;

int main(void) {
  int seven = 7;
  CHECK(call("") == 0);
  CHECK(call("idlsup", -1, 0.5, 3l, "four", 5ull, &seven) == -1 + 1 + 12 + 32 + 80 + 224);
  CHECK(call("iiiiiiiiii", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) == 1023);
  CHECK(call("dddddddddddd", 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1.) == 4095);
  CHECK(call("didididididididididi", .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1, .5, 1,
             .5, 1) == 0.5 * 349525 + 2 * 349525);
  CHECK(call("lllllliiii", -1l, -1l, -1l, -1l, -1l, -1l, -2, -2, -2, -2) == -63 - 2 * 960);
  return 0;
}

/* C11 7.16: variable arguments of mixed class */
#include "check.h"
#include <stdarg.h>

static double f(const char *k, ...) { va_list ap; double s = 0; va_start(ap, k); for (; *k; k++) switch (*k) { case 'i': s += va_arg(ap, int); break; case 'd': s += va_arg(ap, double); break; case 'l': s += va_arg(ap, long); break; case 'p': s += *va_arg(ap, int *); break; } va_end(ap); return s; }

int main(void) {
  int x = 7;
  CHECK(f("idlpidididididididd", 1, 2.0, 3L, &x, 1, 1.0, 1, 1.0, 1, 1.0, 1, 1.0, 1, 1.0, 1, 1.0, 1, 1.0, 1.0) == 28);
  return 0;
}

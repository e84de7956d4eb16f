/* C11 7.16: a va_list passed on */
#include "check.h"
#include <stdarg.h>

static int inner(int n, va_list ap) { int s = 0; while (n--) s += va_arg(ap, int); return s; }
static int outer(int n, ...) { va_list ap; va_start(ap, n); int s = inner(2, ap); va_end(ap); va_start(ap, n); s += 100 * inner(n, ap); va_end(ap); return s; }

int main(void) {
  CHECK(outer(3, 1, 2, 3) == 603);
  return 0;
}

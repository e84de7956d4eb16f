/* C11 7.16: unsigned as a variable argument */
#include "check.h"
#include <stdarg.h>

static long sum(int n, ...) {
  va_list ap;
  long total = 0;
  va_start(ap, n);
  for (int i = 0; i < n; i++) total += va_arg(ap, unsigned);
  va_end(ap);
  return total;
}

int main(void) {
  CHECK(sum(3, (unsigned)1, (unsigned)2, (unsigned)3) == 6);
  CHECK(sum(9, (unsigned)1, (unsigned)1, (unsigned)1, (unsigned)1, (unsigned)1, (unsigned)1, (unsigned)1, (unsigned)1, (unsigned)2) == 10);
  return 0;
}

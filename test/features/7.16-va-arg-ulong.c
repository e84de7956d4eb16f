/* C11 7.16: unsigned long as a variable argument */
#include "check.h"
#include <stdarg.h>

static long sum(int n, ...) {
  va_list ap;
  long total = 0;
  va_start(ap, n);
  for (int i = 0; i < n; i++) total += va_arg(ap, unsigned long);
  va_end(ap);
  return total;
}

int main(void) {
  CHECK(sum(3, (unsigned long)1, (unsigned long)2, (unsigned long)3) == 6);
  CHECK(sum(9, (unsigned long)1, (unsigned long)1, (unsigned long)1, (unsigned long)1, (unsigned long)1, (unsigned long)1, (unsigned long)1, (unsigned long)1, (unsigned long)2) == 10);
  return 0;
}

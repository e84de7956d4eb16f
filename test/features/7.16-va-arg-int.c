/* C11 7.16: int as a variable argument */
#include "check.h"
#include <stdarg.h>

static long sum(int n, ...) {
  va_list ap;
  long total = 0;
  va_start(ap, n);
  for (int i = 0; i < n; i++) total += va_arg(ap, int);
  va_end(ap);
  return total;
}

int main(void) {
  CHECK(sum(3, (int)1, (int)2, (int)3) == 6);
  CHECK(sum(9, (int)1, (int)1, (int)1, (int)1, (int)1, (int)1, (int)1, (int)1, (int)2) == 10);
  return 0;
}

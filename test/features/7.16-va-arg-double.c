/* C11 7.16: double as a variable argument */
#include "check.h"
#include <stdarg.h>

static double sum(int n, ...) {
  va_list ap, again;
  double total = 0;
  va_start(ap, n);
  va_copy(again, ap);
  for (int i = 0; i < n; i++) total += va_arg(ap, double);
  for (int i = 0; i < n; i++) total += va_arg(again, double);
  va_end(again);
  va_end(ap);
  return total;
}

int main(void) {
  CHECK(sum(2, (double)1.5, (double)2) == 7);
  CHECK(sum(10, (double)1, (double)1, (double)1, (double)1, (double)1, (double)1, (double)1, (double)1, (double)1, (double)1) == 20);
  return 0;
}

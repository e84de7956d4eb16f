/* C11 7.16: unsigned char as a variable argument */
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
  CHECK(sum(3, (unsigned char)1, (unsigned char)2, (unsigned char)3) == 6);
  CHECK(sum(9, (unsigned char)1, (unsigned char)1, (unsigned char)1, (unsigned char)1, (unsigned char)1, (unsigned char)1, (unsigned char)1, (unsigned char)1, (unsigned char)2) == 10);
  return 0;
}

/* C11 6.5.2.2: ten arguments and a result of type unsigned long */
#include "check.h"

static unsigned long f(unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e, unsigned long g, unsigned long h, unsigned long i, unsigned long j, unsigned long k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static unsigned long (*volatile p)(unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long, unsigned long) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

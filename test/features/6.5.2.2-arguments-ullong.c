/* C11 6.5.2.2: ten arguments and a result of type unsigned long long */
#include "check.h"

static unsigned long long f(unsigned long long a, unsigned long long b, unsigned long long c, unsigned long long d, unsigned long long e, unsigned long long g, unsigned long long h, unsigned long long i, unsigned long long j, unsigned long long k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static unsigned long long (*volatile p)(unsigned long long, unsigned long long, unsigned long long, unsigned long long, unsigned long long, unsigned long long, unsigned long long, unsigned long long, unsigned long long, unsigned long long) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

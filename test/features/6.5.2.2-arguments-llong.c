/* C11 6.5.2.2: ten arguments and a result of type long long */
#include "check.h"

static long long f(long long a, long long b, long long c, long long d, long long e, long long g, long long h, long long i, long long j, long long k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static long long (*volatile p)(long long, long long, long long, long long, long long, long long, long long, long long, long long, long long) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

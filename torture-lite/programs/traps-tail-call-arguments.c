// proves: a call in tail position moves arguments that overlap its own
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long f(long n, long a, long b, long c, long d, long e, long x, long y) {
  if (n == 0) return a + 10 * b + 100 * c + 1000 * d + 10000 * e + 100000 * x + 1000000 * y;
  return f(n - 1, b, a, e, c, d, y, x);
}
static int even(unsigned n);
static int odd(unsigned n) { return n == 0 ? 0 : even(n - 1); }
static int even(unsigned n) { return n == 0 ? 1 : odd(n - 1); }
static int local(int n, int *p) {
  int mine = n;
  if (n == 0) return *p;
  return local(n - 1, n == 3 ? &mine : p);
}

int main(void) {
  long (*volatile g)(long, long, long, long, long, long, long, long) = f;
  static const long expected[] = {7654321, 6743512, 7635421, 6754312, 7643521};
  for (int i = 0; i < 5; i++) CHECK(g(i, 1, 2, 3, 4, 5, 6, 7) == expected[i]);
  CHECK(even(1000) && !odd(1000) && odd(777));
  int zero = 0;
  CHECK(local(5, &zero) == 3 && local(2, &zero) == 0);
  return 0;
}

// proves: fixed locals, spills and stack arguments stay reachable while the stack pointer moves
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct big { long v[6]; };

static long ten(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j,
                struct big k) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j + k.v[0] +
         k.v[5];
}
static long (*volatile call)(long, long, long, long, long, long, long, long, long, long,
                             struct big) = ten;

static long work(int n, long a, long b, double x) {
  long fixed[4] = {a, b, a + b, a - b};
  long moving[n];
  struct big s = {{a, 0, 0, 0, 0, b}};
  for (int i = 0; i < n; i++) moving[i] = i + a;
  long first =
      call(moving[0], moving[n - 1], fixed[0], fixed[1], fixed[2], fixed[3], a, b, n, 1, s);
  double second[n];
  for (int i = 0; i < n; i++) second[i] = x * i;
  long third = call(1, 1, 1, 1, 1, 1, 1, 1, (long)second[n - 1], (long)x, s);
  CHECK(fixed[2] == a + b && moving[n / 2] == n / 2 + a && second[n / 2] == x * (n / 2));
  return first * 10000 + third;
}
static long (*volatile f)(int, long, long, double) = work;

int main(void) {
  for (int n = 1; n < 40; n++) {
    long a = n * 3, b = 100 - n;
    long first = a + 2 * (n - 1 + a) + 3 * a + 4 * b + 5 * (a + b) + 6 * (a - b) + 7 * a + 8 * b +
                 9 * n + 10 + a + b;
    long third = 36 + 9 * (2 * (n - 1)) + 20 + a + b;
    CHECK(f(n, a, b, 2.0) == first * 10000 + third);
  }
  return 0;
}

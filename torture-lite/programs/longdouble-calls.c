// proves: long double arguments, results, members and variable arguments keep order and alignment
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { char c; long double x; int n; };

static long double mix(int a, long double x, double d, long double y, char c, long double z) {
  return a + x * 10 + d * 100 + y * 1000 + c * 10000 + z * 100000;
}

static struct s twice(struct s v) {
  v.x *= 2;
  v.n++;
  v.c++;
  return v;
}

static long double sum(int n, ...) {
  va_list ap;
  long double total = 0;
  va_start(ap, n);
  for (int i = 0; i < n; i++) {
    total = total * 2 + va_arg(ap, long double);
    total += va_arg(ap, int);
    total += va_arg(ap, double);
  }
  va_end(ap);
  return total;
}

static long double factorial(int n) { return n < 2 ? 1.0L : n * factorial(n - 1); }

static long double (*volatile pmix)(int, long double, double, long double, char,
                                    long double) = mix;
static struct s (*volatile ptwice)(struct s) = twice;
static long double (*volatile psum)(int, ...) = sum;
static long double (*volatile pfact)(int) = factorial;

int main(void) {
  CHECK(pmix(1, 2.0L, 3.0, 4.0L, 5, 6.0L) == 654321.0L);
  struct s v = ptwice((struct s){'a', 1.25L, 4});
  CHECK(v.c == 'b' && v.x == 2.5L && v.n == 5);
  CHECK(sizeof v == 48 && (char *)&v.x - (char *)&v == 16);
  CHECK(psum(3, 1.0L, 1, 0.5, 2.0L, 2, 0.25, 4.0L, 3, 0.125) == 25.625L);
  CHECK(pfact(20) == 2432902008176640000.0L && pfact(1) == 1);
  long double table[3] = {1, 2.5L, -3};
  int k = 1;
  table[k] += table[k + 1];
  CHECK(table[1] == -0.5L && table[0] == 1 && &table[2] - table == 2);
  return 0;
}

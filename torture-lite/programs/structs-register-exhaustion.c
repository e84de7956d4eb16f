// proves: a structure goes to the stack whole when registers run out
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct two { long a, b; };
struct mix { double d; long l; };

static long f(long a, long b, long c, long d, long e, struct two s, long g, struct two t) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * s.a + 7 * s.b + 8 * g + 9 * t.a + 10 * t.b;
}
static double h(double a, double b, double c, double d, double e, double f, double g, struct mix m,
                struct mix n, double last) {
  return a + b + c + d + e + f + g + m.d * 10 + m.l * 100 + n.d * 1000 + n.l * 10000 + last * 1e5;
}

int main(void) {
  long (*volatile pf)(long, long, long, long, long, struct two, long, struct two) = f;
  CHECK(pf(1, 2, 3, 4, 5, (struct two){6, 7}, 8, (struct two){9, 10}) == 385);
  double (*volatile ph)(double, double, double, double, double, double, double, struct mix,
                        struct mix, double) = h;
  CHECK(ph(1, 1, 1, 1, 1, 1, 1, (struct mix){2, 3}, (struct mix){4, 5}, 6) == 654327);
  return 0;
}

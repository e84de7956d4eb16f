// proves: minus of a long double turns the sign of every value
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile long double values[] = {0.0L, -0.0L, 1.5L, -2.25L, 1e300L, -1e-300L};

int main(void) {
  for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
    long double x = values[i], y = -x;
    CHECK(!!__builtin_signbit(y) == !__builtin_signbit(x));
    CHECK(-y == x && x + y == 0);
  }
  long double a = -values[3], b = -(values[2] - values[3]);
  CHECK(a == 2.25L && b == -3.75L && -b == 3.75L);
  long double turned = values[2];
  for (int i = 0; i < 7; i++) turned = -turned;
  CHECK(turned == -1.5L);
  return 0;
}

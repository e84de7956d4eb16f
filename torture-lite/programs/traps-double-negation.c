// proves: !!x and -(-x) and ~~x give back what they should
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile int x = 6, z = 0;
  volatile double d = 0.5, n = -0.0;
  CHECK(!!x == 1 && !!z == 0 && -(-x) == 6 && ~~x == 6 && !!d == 1 && !!n == 0 && -(-n) == 0 && !~-1 == 1);
  CHECK(-~x == 7 && ~-x == 5 && !(x - 6) && 1 / -(-n) < 0);
  return 0;
}

// proves: long double keeps more than a double does
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile long double third = 1.0L / 3;
static volatile double one = 1;

int main(void) {
  CHECK((double)third != third && third * 3 == 1.0L);
  long double x = 9007199254740993.0L;
  CHECK(x == 9007199254740993.0L && (double)x == 9007199254740992.0 && (long)x == 9007199254740993);
  CHECK((one + 0x1p-60L) - one == 0x1p-60L && (long double)one / 10 != one / 10);
  unsigned long big = 0xfffffffffffffffe;
  long double y = big;
  CHECK((unsigned long)y == big && y + 1 == 18446744073709551615.0L);
  return 0;
}

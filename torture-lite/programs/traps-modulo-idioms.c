// proves: remainders by constants agree with remainders by variables
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int k;
static int m3(int x) { return x % 3; }
static int m10(int x) { return x % 10; }
static unsigned um7(unsigned x) { return x % 7; }
static int even(int x) { return x % 2 == 0; }
static int odd(int x) { return x % 2 == 1; }
static int divisible(unsigned x) { return x % 12 == 0; }

int main(void) {
  for (int x = -1000; x <= 1000; x += 7) {
    k = 3;
    CHECK(m3(x) == x % k);
    k = 10;
    CHECK(m10(x) == x % k && m10(x) / 1 + x / 10 * 10 == x);
    k = 7;
    CHECK(um7(x) == (unsigned)x % (unsigned)k);
    CHECK(even(x) == !(x & 1) && odd(x) == (x > 0 && (x & 1)));
    k = 12;
    CHECK(divisible(x) == ((unsigned)x % (unsigned)k == 0));
  }
  CHECK(um7(~0u) == 3 && divisible(4294967292u) && !divisible(~0u));
  return 0;
}

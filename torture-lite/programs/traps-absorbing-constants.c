// proves: identities hold with the constants that make others false
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int x = 12345, m = -12345;
static volatile unsigned u = 0xdeadbeef;

int main(void) {
  CHECK((x | -1) == -1 && (x & -1) == x && (x ^ -1) == ~x && (x & 0) == 0 && (x | 0) == x);
  CHECK(x * 1 == x && x * -1 == -x && x * 0 == 0 && x / 1 == x && x / -1 == -x && x % 1 == 0);
  CHECK(x - x == 0 && x + -x == 0 && (x ^ x) == 0 && x / x == 1 && m % -1 == 0 && 0 / x == 0);
  CHECK((u & ~0u) == u && (u << 0) == u && (u >> 0) == u && u * 2 / 2 != u && u / 2 * 2 != u);
  CHECK((u & 0xffff0000) + (u & 0xffff) == u && (u | u << 1) >= u && ((u ^ 0xff) ^ 0xff) == u);
  CHECK((x < 0) == 0 && (u < 1) == 0 && (u <= 0) == 0 && (m > m) == 0 && (m >= m) == 1);
  CHECK((x & 1) + (x >> 1) * 2 == x && (m & 1) + (m >> 1) * 2 == m && m / 2 * 2 != (m >> 1) * 2);
  return 0;
}

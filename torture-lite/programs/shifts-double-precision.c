// proves: two words shifted together keep the bits that cross
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned long h = 0x0123456789abcdef, l = 0xfedcba9876543210;
static volatile unsigned a = 0x89abcdef, b = 0x76543210;

static unsigned long left(unsigned long high, unsigned long low, int n) {
  return high << n | low >> (64 - n);
}
static unsigned right(unsigned high, unsigned low, int n) { return low >> n | high << (32 - n); }

int main(void) {
  unsigned long expected = h;
  for (int n = 1; n < 64; n++) {
    expected = expected << 1 | (l >> (64 - n) & 1);
    CHECK(left(h, l, n) == expected);
  }
  unsigned word = b;
  for (int n = 1; n < 32; n++) {
    word = word >> 1 | (a >> (n - 1) & 1) << 31;
    CHECK(right(a, b, n) == word);
  }
  return 0;
}

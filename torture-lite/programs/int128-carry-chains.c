// proves: carries and borrows cross from the low to the high half of 128-bit sums
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef unsigned __int128 u128;
typedef __int128 i128;
static volatile unsigned long ones = ~0ul, one = 1, zero = 0;

static u128 make(unsigned long high, unsigned long low) { return ((u128)high << 64) | low; }
static unsigned long high(u128 x) { return (unsigned long)(x >> 64); }

int main(void) {
  u128 a = make(zero, ones), b = make(zero, one);
  CHECK(high(a + b) == 1 && (unsigned long)(a + b) == 0);
  u128 c = make(one, zero);
  CHECK(high(c - b) == 0 && (unsigned long)(c - b) == ~0ul);
  i128 n = (i128)zero - (i128)one;
  CHECK((long)(n >> 64) == -1 && (long)n == -1 && n < 0);
  u128 sum = 0;
  for (int i = 0; i < 5; i++) sum += a;
  CHECK(high(sum) == 4 && (unsigned long)sum == ~0ul - 4);
  for (int i = 0; i < 5; i++) sum -= a;
  CHECK(sum == 0);
  a += b;
  CHECK(a == make(1, 0));
  a -= b;
  CHECK(a == make(0, ~0ul) && ++a == c && --a == make(0, ~0ul));
  return 0;
}

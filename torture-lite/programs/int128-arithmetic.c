// proves: 128-bit integers add, multiply, shift, compare and convert with carries between halves
// std: gnu11
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef unsigned __int128 u128;
typedef __int128 s128;

static volatile uint64_t ones = ~0ull;
static volatile int64_t minus = -3;

static uint64_t high(u128 x) { return (uint64_t)(x >> 64); }
static u128 make(uint64_t h, uint64_t l) { return (u128)h << 64 | l; }

int main(void) {
  u128 a = make(0, ones), b = a + 1;
  CHECK(high(b) == 1 && (uint64_t)b == 0 && b - 1 == a && b > a && !(a > b));
  CHECK(high((u128)ones * ones) == ones - 1 && (uint64_t)((u128)ones * ones) == 1);
  s128 s = minus;
  CHECK(s < 0 && high((u128)s) == ones && s * s == 9 && -s == 3 && (s >> 1) == -2);
  CHECK((u128)s > a && (s128)ones > 0 && (int64_t)s == -3 && ~s == 2);
  for (int n = 0; n < 128; n++) {
    u128 one = (u128)1 << n;
    CHECK(one >> n == 1 && (n < 64 ? high(one) == 0 : (uint64_t)one == 0));
    CHECK(((s128)-1 >> n) == -1 && ((s128)((u128)1 << 127) >> n) < 0);
    CHECK((one & (one - 1)) == 0 && (one ^ one) == 0 && !!one);
  }
  CHECK((double)b == 0x1p64 && (double)s == -3 && (s128)-2.9 == -2 && (u128)0x1p100 >> 100 == 1);
  b += 5;
  b <<= 3;
  b |= 7;
  CHECK(high(b) == 8 && (uint64_t)b == 47 && b++ == make(8, 47) && (int)b == 48);
  CHECK(sizeof b == 16 && _Alignof(s128) == 16);
  return 0;
}

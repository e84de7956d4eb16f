// proves: remainder by powers of two, parity tests and masks differ for negative operands
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int mod2(int x) { return x % 2; }
static int mod8(int x) { return x % 8; }
static int odd(int x) { return x % 2 == 1; }
static int not_even(int x) { return x % 2 != 0; }
static int half(int x) { return x / 2; }
static int shift(int x) { return x >> 1; }
static int quarter(int x) { return x / 4 * 4 - x; }
static unsigned unsigned_mod(unsigned x) { return x % 16; }
static int mixed(int x) { return (int)(x % 8u); }
static int64_t mod_long(int64_t x) { return x % (1ll << 33); }
static int8_t narrow(int8_t x) { return (int8_t)(x % 4); }
static int positive(int x) { return (x % 8 + 8) % 8; }
static int minimum(int x) { return x % INT32_MIN; }

static volatile int hide;

int main(void) {
  for (hide = -40; hide <= 40; hide++) {
    int x = hide, magnitude = x < 0 ? -x : x, sign = x < 0 ? -1 : 1;
    CHECK(mod2(x) == sign * (magnitude & 1));
    CHECK(mod8(x) == sign * (magnitude & 7));
    CHECK(odd(x) == (x > 0 && (magnitude & 1)));
    CHECK(not_even(x) == (magnitude & 1));
    CHECK(half(x) == sign * (magnitude >> 1));
    CHECK(shift(x) == (x - (magnitude & 1)) / 2);
    CHECK(quarter(x) == -sign * (magnitude & 3));
    CHECK(unsigned_mod((unsigned)x) == (unsigned)(x & 15));
    CHECK(mixed(x) == (x & 7) && positive(x) == (x & 7));
    CHECK(narrow((int8_t)x) == sign * (magnitude & 3));
    CHECK(mod_long(x * (1ll << 32)) == sign * (magnitude & 1) * (1ll << 32));
    CHECK(minimum(x) == x);
  }
  hide = INT32_MIN;
  CHECK(mod8(hide) == 0 && minimum(hide) == 0 && half(hide) == -1073741824 && !odd(hide));
  CHECK(mod8(INT32_MIN + 1) == -7 && mod2(INT32_MAX) == 1);
  return 0;
}

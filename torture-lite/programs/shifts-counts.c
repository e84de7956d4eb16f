// proves: every shift count 0..31 and 0..63, signed and unsigned, variable and constant
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile uint32_t u = 0x80000001u;
static volatile int32_t i = INT32_MIN + 1;
static volatile uint64_t ul = 0x8000000000000001ull;
static volatile int64_t l = INT64_MIN + 1;

int main(void) {
  uint64_t power = 1;
  for (int n = 0; n < 64; n++) {
    CHECK((uint64_t)1 << n == power);
    CHECK(ul >> n == (0x8000000000000000ull / power) + (n == 0));
    int64_t expect = (int64_t)(0 - 0x8000000000000000ull / power) + (n == 0);
    CHECK(l >> n == expect);
    if (n < 32) {
      CHECK(u >> n == (uint32_t)(0x80000000u / power) + (n == 0));
      CHECK(u << n == (uint32_t)(0x80000001ull * power));
      CHECK(i >> n == (int32_t)(-(int64_t)(0x80000000u / power) + (n == 0)));
    }
    power *= 2;
  }
  CHECK(u >> 31 == 1 && i >> 31 == -1 && ul >> 63 == 1 && l >> 63 == -1);
  CHECK(u >> 0 == 0x80000001u && ul << 0 == 0x8000000000000001ull);
  CHECK((uint8_t)u << 8 == 256);
  return 0;
}

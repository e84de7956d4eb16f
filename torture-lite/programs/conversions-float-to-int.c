// proves: floating to integer truncates toward zero, for both signs and all integer widths
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double d;
static volatile float f;

int main(void) {
  d = 2.99;
  CHECK((int)d == 2 && (long)d == 2 && (unsigned)d == 2 && (unsigned long)d == 2);
  d = -2.99;
  CHECK((int)d == -2 && (long)d == -2 && (signed char)d == -2 && (short)d == -2);
  d = -0.99;
  CHECK((unsigned)d == 0 && (unsigned char)d == 0);
  d = 4294967295.5;
  CHECK((unsigned)d == 4294967295u && (long)d == 4294967295l);
  d = 2147483648.0;
  CHECK((unsigned)d == 2147483648u);
  d = -2147483648.9;
  CHECK((int)d == INT32_MIN);
  d = 9223372036854774784.0;
  CHECK((int64_t)d == 9223372036854774784ll);
  d = 9223372036854775808.0;
  CHECK((uint64_t)d == 0x8000000000000000ull);
  d = 18446744073709549568.0;
  CHECK((uint64_t)d == 0xfffffffffffff800ull);
  f = 16777217.0f;
  CHECK((int)f == 16777216);
  f = 200.7f;
  CHECK((unsigned char)f == 200 && (short)f == 200);
  f = 0x1.f4p63f;
  CHECK((uint64_t)f == 0xfa00000000000000ull);
  return 0;
}

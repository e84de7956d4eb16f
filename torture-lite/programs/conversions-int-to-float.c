// proves: integers round to the nearest, ties to even, when converted to float or double
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int i;
static volatile unsigned u;
static volatile int64_t l;
static volatile uint64_t ul;

int main(void) {
  i = 16777217;
  CHECK((float)i == 16777216.0f && (double)i == 16777217.0);
  i = 16777219;
  CHECK((float)i == 16777220.0f);
  i = INT32_MIN;
  CHECK((float)i == -2147483648.0f && (double)i == -2147483648.0);
  u = 4294967295u;
  CHECK((double)u == 4294967295.0 && (float)u == 4294967296.0f);
  u = 2147483649u;
  CHECK((double)u == 2147483649.0);
  l = 9007199254740993ll;
  CHECK((double)l == 9007199254740992.0);
  l = 9007199254740995ll;
  CHECK((double)l == 9007199254740996.0);
  l = INT64_MIN;
  CHECK((double)l == -9223372036854775808.0);
  ul = 0x8000000000000400ull;
  CHECK((double)ul == 9223372036854775808.0);
  ul = 0x8000000000000401ull;
  CHECK((double)ul == 9223372036854777856.0);
  ul = UINT64_MAX;
  CHECK((double)ul == 18446744073709551616.0);
  CHECK((float)(signed char)-7 == -7.0f && (double)(unsigned short)65535 == 65535.0);
  return 0;
}

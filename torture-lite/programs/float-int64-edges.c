// proves: 64-bit integers become doubles correctly rounded, and return
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile long l;
static volatile unsigned long u;

int main(void) {
  l = 0x20000000000001;
  CHECK((double)l == 9007199254740992.0 && (double)(l + 2) == 9007199254740996.0);
  l = -0x7fffffffffffffff;
  CHECK((double)l == -9223372036854775808.0 && (float)l == -9223372036854775808.0f);
  u = 0x8000000000000401;
  CHECK((double)u == 9223372036854777856.0);
  u = 0xfffffffffffffbff;
  CHECK((double)u == 18446744073709549568.0);
  CHECK((unsigned long)(double)(1ul << 63) == 1ul << 63 && (long)-9223372036854775808.0 < 0);
  u = 0x8000008000000001;
  CHECK((float)u == 0x1.000002p63f);
  double d = 1e18 + (double)l * 0;
  CHECK((long)d == 1000000000000000000 && (unsigned long)(d * 10) == 10000000000000000000ul);
  return 0;
}

// proves: 64-bit shifts by counts around 32 move bits between the halves
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned long x = 0x8000000180000001;
static volatile int n;

int main(void) {
  static const unsigned long left[] = {0x0000000300000002, 0x8000000100000000 >> 0};
  CHECK(x << 1 == left[0] + 0 && x >> 63 == 1);
  n = 31;
  CHECK(x << n == 0xc000000080000000 && x >> n == 0x100000003);
  n = 32;
  CHECK(x << n == 0x8000000100000000 && x >> n == 0x80000001);
  n = 33;
  CHECK(x << n == 0x0000000200000000 && x >> n == 0x40000000);
  CHECK((long)x >> 32 == -0x7fffffffl && (long)x >> n == -0x40000000l);
  n = 63;
  CHECK(x << n == 0x8000000000000000 && (long)x >> n == -1);
  return 0;
}

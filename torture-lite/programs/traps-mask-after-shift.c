// proves: masks before and after shifts keep the bits they name
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned f(unsigned x) { return (x >> 4 & 0xff) << 8 | (x & 0xf0) >> 4 | (x << 28 >> 4); }
int main(void) {
  volatile unsigned v = 0x12345678;
  unsigned x = v, r = 0;
  for (int i = 0; i < 8; i++) if (x >> (4 + i) & 1) r |= 1u << (8 + i);
  r |= x / 16 % 16;
  r |= x % 16 * 0x1000000u;
  CHECK(f(v) == r && ((x & 0xff00) >> 8) == 0x56 && (x & 0xff00) >> 12 == 5);
  CHECK((x << 8 & 0xff0000) == 0x560000);
  return 0;
}

// proves: rotates of 8, 16, 32 and 64 bits by variable and fixed counts come round
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define ROTATE(type, bits) \
  static type left##bits(type x, int n) { return (type)(x << n | x >> ((bits - n) & (bits - 1))); } \
  static type right##bits(type x, int n) { return (type)(x >> n | x << ((bits - n) & (bits - 1))); }
ROTATE(unsigned char, 8)
ROTATE(unsigned short, 16)
ROTATE(unsigned, 32)
ROTATE(unsigned long, 64)

int main(void) {
  for (volatile int n = 1; n < 64; n++) {
    CHECK(right64(left64(0x0123456789abcdef, n), n) == 0x0123456789abcdef);
    if (n < 32) CHECK(right32(left32(0x89abcdef, n), n) == 0x89abcdef);
    if (n < 16) CHECK(right16(left16(0xcdef, n), n) == 0xcdef);
    if (n < 8) CHECK(right8(left8(0xef, n), n) == 0xef);
  }
  CHECK(left32(0x80000001, 1) == 3 && left8(0x81, 1) == 3 && left16(0x8001, 4) == 0x18);
  CHECK(right64(1, 1) == 1ul << 63 && left64(1ul << 63, 1) == 1);
  return 0;
}

/* GNU: __builtin_bswap on constants and variables */
#include "check.h"

static volatile unsigned u = 0x00f0;
static volatile long l = 0x100000000;

int main(void) {
  CHECK(__builtin_bswap16(0x1234) == 0x3412 && __builtin_bswap32(0x12345678) == 0x78563412 && __builtin_bswap64(1) == 1ul << 56);
  CHECK(__builtin_bswap32(u) == 0xf0000000u && __builtin_bswap64(l) == 0x01000000);
  return 0;
}

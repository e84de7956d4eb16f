// proves: a narrow left operand of << is promoted before it is shifted
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned char byte = 0xff;
static volatile unsigned short half = 0xffff;

int main(void) {
  CHECK(byte << 8 == 0xff00 && (byte << 4 & 0xff) == 0xf0);
  CHECK((byte << 23) == 0x7f800000);
  CHECK(half << 15 == 0x7fff8000 && (unsigned short)(half << 8) == 0xff00);
  CHECK((unsigned char)(byte << 1) == 0xfe && ((unsigned char)(byte << 1) >> 1) == 0x7f);
  byte <<= 3;
  CHECK(byte == 0xf8);
  CHECK((byte >> 3 << 3) == byte && ~byte == -249);
  return 0;
}

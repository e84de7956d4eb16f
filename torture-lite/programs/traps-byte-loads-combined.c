// proves: bytes put together in either order make the word they spell
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned little(const unsigned char *p) {
  return p[0] | p[1] << 8 | p[2] << 16 | (unsigned)p[3] << 24;
}
static unsigned big(const unsigned char *p) {
  return (unsigned)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}
static unsigned odd(const unsigned char *p) { return p[1] | p[0] << 8 | p[3] << 16 | p[2] << 20; }
static void put(unsigned char *p, unsigned long v) {
  for (int i = 0; i < 8; i++) p[7 - i] = (unsigned char)(v >> 8 * i);
}
static int sign16(const unsigned char *p) { return (short)(p[0] | p[1] << 8); }

int main(void) {
  unsigned char b[12] = {0x12, 0x84, 0x56, 0xf8, 0x9a};
  CHECK(little(b) == 0xf8568412 && little(b + 1) == 0x9af85684 && big(b) == 0x128456f8);
  CHECK(odd(b) == (0x84u | 0x1200 | 0xf80000 | 0x5600000) && sign16(b) == (short)0x8412);
  put(b + 3, 0x0123456789abcdef);
  CHECK(big(b + 3) == 0x01234567 && little(b + 7) == 0xefcdab89 && b[2] == 0x56 && b[11] == 0);
  return 0;
}

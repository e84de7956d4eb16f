// proves: a union's members are seen through each other
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

union pun { float f; unsigned u; double d; unsigned long l; unsigned char b[8]; };
static volatile float one = 1.0f;

static unsigned bits(float f) { union pun p = {.f = f}; return p.u; }

int main(void) {
  CHECK(bits(one) == 0x3f800000 && bits(-one * 2) == 0xc0000000);
  union pun p = {.l = 0};
  p.d = -one;
  CHECK(p.l == 0xbff0000000000000 && p.b[7] == 0xbf && p.b[6] == 0xf0);
  p.b[7] ^= 0x80;
  CHECK(p.d == 1.0);
  p.l += 1ul << 52;
  CHECK(p.d == 2.0);
  return 0;
}

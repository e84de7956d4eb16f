// proves: a load takes its bytes from stores of other sizes
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

union u { unsigned char b[8]; unsigned short h[4]; unsigned w[2]; unsigned long l; };
static volatile unsigned long seed = 0x1122334455667788;

int main(void) {
  union u x;
  x.l = seed;
  CHECK(x.b[0] == 0x88 && x.h[1] == 0x5566 && x.w[1] == 0x11223344);
  x.b[3] = 0xaa;
  CHECK(x.w[0] == 0xaa667788 && x.l == 0x11223344aa667788);
  x.h[2] = 0xbbcc;
  CHECK(x.l == 0x1122bbccaa667788 && x.b[4] == 0xcc && (signed char)x.b[5] == -69);
  x.w[1] = 1;
  x.b[7] = 0x80;
  CHECK((long)x.l < 0 && x.l == 0x80000001aa667788 && (short)x.h[3] == -32768);
  return 0;
}

// proves: a masked count is the count, whatever the upper bits of its register hold
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned x = 0x80000001;
static volatile long y = -8;
static volatile long count = 0x7fffffff00000021;

int main(void) {
  CHECK(x << (count & 31) == 2 && x >> (count & 31) == 0x40000000);
  CHECK((unsigned long)y << (count & 63) == -8ul * (1ul << 33) && y >> (count & 3) == -4);
  unsigned char c = (unsigned char)count;
  CHECK(x >> (c & 15) == 0x40000000 && (1l << c) == 0x200000000);
  CHECK(x >> (-1 & 31) == 1 && x << (int)(count & 1) == 2);
  return 0;
}

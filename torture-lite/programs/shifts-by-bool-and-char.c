// proves: the type of a shift is that of its left operand, whatever counts
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile _Bool b = 1;
static volatile signed char c = 4;
static volatile unsigned long ul = 3;

int main(void) {
  CHECK(1 << b == 2 && 1 << c == 16 && 1 << ul == 8 && sizeof(1 << ul) == 4 && sizeof(1l << b) == 8);
  CHECK(b << 5 == 32 && (c << 3) == 32 && (ul << c) == 48 && -16 >> c == -1 && (b << b << b) == 4);
  unsigned x = 1;
  x <<= ul;
  x <<= c;
  x >>= b;
  CHECK(x == 64 && (x >> c) == 4 && (unsigned char)(255 << c) == 240);
  return 0;
}

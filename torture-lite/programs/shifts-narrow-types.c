// proves: shifts of every narrow type, by constants and by variables
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int one = 1, three = 3;

int main(void) {
  signed char sc = -128;
  unsigned char uc = 128;
  short s = -32768;
  unsigned short us = 32768;
  CHECK(sc >> one == -64 && sc >> 7 == -1 && uc >> one == 64 && uc >> 7 == 1);
  CHECK(s >> three == -4096 && us >> three == 4096 && s >> 15 == -1 && us >> 15 == 1);
  sc >>= three;
  uc >>= three;
  s >>= three;
  us >>= three;
  CHECK(sc == -16 && uc == 16 && s == -4096 && us == 4096);
  uc <<= three;
  us <<= three + one;
  CHECK(uc == 128 && us == 0);
  return 0;
}

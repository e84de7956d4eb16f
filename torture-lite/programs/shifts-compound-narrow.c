// proves: <<= and >>= on narrow objects shift the promoted int and then narrow it, in that order
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned char up(unsigned char c, int n) {
  c <<= n;
  c >>= n;
  return c;
}

static signed char down(signed char c, int n) {
  c >>= n;
  return c;
}

static unsigned short together(unsigned short s, int n) {
  return (unsigned short)(s << n >> n);
}

static unsigned char (*volatile f)(unsigned char, int) = up;
static signed char (*volatile g)(signed char, int) = down;
static unsigned short (*volatile h)(unsigned short, int) = together;

int main(void) {
  CHECK(f(0xff, 4) == 0x0f && f(0x81, 1) == 0x01 && f(0xff, 8) == 0);
  CHECK(up(0xff, 4) == 0x0f && up(0xff, 9) == 0);
  CHECK(g(-128, 3) == -16 && g(-1, 7) == -1 && g(127, 6) == 1);
  CHECK(down(-128, 31) == -1 && down(127, 31) == 0);
  CHECK(h(0xffff, 4) == 0xffff && h(0x8001, 15) == 0x8001);
  return 0;
}

// proves: bit-fields of long cross the 32-bit border and keep their neighbours
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct wide { unsigned long a : 20, b : 40, c : 4; long d : 33; unsigned long e : 31; };
static volatile unsigned long seed = 0xfedcba9876543210;

int main(void) {
  struct wide w = {0};
  w.b = seed;
  CHECK(w.a == 0 && w.b == 0x9876543210 && w.c == 0);
  w.a = seed >> 8;
  w.c = 9;
  CHECK(w.a == 0x65432 && w.b == 0x9876543210 && w.c == 9);
  w.d = -1;
  CHECK(w.d == -1 && w.e == 0);
  w.e = 0x7fffffff;
  w.d = 1l << 31;
  CHECK(w.d == 1l << 31 && w.e == 0x7fffffff);
  w.b += 0x6789abcdf0;
  CHECK(w.b == 0 && w.a == 0x65432 && w.c == 9);
  w.d -= 1l << 32;
  CHECK(w.d == -(1l << 31));
  return 0;
}

// proves: a floating value becomes a narrow integer with its fraction dropped
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double d = 99.99, m = -99.99;
static volatile float f = 254.5f;

int main(void) {
  CHECK((signed char)d == 99 && (signed char)m == -99 && (unsigned char)f == 254);
  short s = (short)(d * 100);
  CHECK(s == 9999);
  unsigned short us = (unsigned short)(f * 250);
  CHECK(us == 63625);
  int i = (int)(m * 1e7);
  CHECK(i == -999900000 || i == -999899999);
  unsigned u = (unsigned)(d * 4e7);
  CHECK(u == 3999600000u || u == 3999599999u);
  CHECK((long)-0.99 == 0 && (int)(float)16777217 == 16777216);
  return 0;
}

/* C11 6.2.5: size and range of unsigned short */
#include "check.h"

static volatile unsigned short v;

int main(void) {
  CHECK(sizeof(unsigned short) == 2);
  v = (unsigned short)65535;
  CHECK(v == 65535);
  v = (unsigned short)0;
  CHECK(v == 0);
  CHECK(((unsigned short)-1 < 0) == 0);
  CHECK(_Alignof(unsigned short) == 2);
  return 0;
}

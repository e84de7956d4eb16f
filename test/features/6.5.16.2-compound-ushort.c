/* C11 6.5.16.2: every compound assignment on unsigned short */
#include "check.h"

static volatile unsigned short v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (unsigned short)42);
  CHECK((v -= 9) == (unsigned short)33);
  CHECK((v *= 3) == (unsigned short)99);
  CHECK((v /= 4) == (unsigned short)24);
  CHECK((v %= 17) == (unsigned short)7);
  CHECK((v <<= 2) == (unsigned short)28);
  CHECK((v >>= 1) == (unsigned short)14);
  CHECK((v &= 126) == (unsigned short)14);
  CHECK((v |= 17) == (unsigned short)31);
  CHECK((v ^= 60) == (unsigned short)35);
  return 0;
}

/* C11 6.5.16.2: every compound assignment on unsigned char */
#include "check.h"

static volatile unsigned char v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (unsigned char)42);
  CHECK((v -= 9) == (unsigned char)33);
  CHECK((v *= 3) == (unsigned char)99);
  CHECK((v /= 4) == (unsigned char)24);
  CHECK((v %= 17) == (unsigned char)7);
  CHECK((v <<= 2) == (unsigned char)28);
  CHECK((v >>= 1) == (unsigned char)14);
  CHECK((v &= 126) == (unsigned char)14);
  CHECK((v |= 17) == (unsigned char)31);
  CHECK((v ^= 60) == (unsigned char)35);
  return 0;
}

/* C11 6.5.16.2: every compound assignment on unsigned long */
#include "check.h"

static volatile unsigned long v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (unsigned long)42);
  CHECK((v -= 9) == (unsigned long)33);
  CHECK((v *= 3) == (unsigned long)99);
  CHECK((v /= 4) == (unsigned long)24);
  CHECK((v %= 17) == (unsigned long)7);
  CHECK((v <<= 2) == (unsigned long)28);
  CHECK((v >>= 1) == (unsigned long)14);
  CHECK((v &= 126) == (unsigned long)14);
  CHECK((v |= 17) == (unsigned long)31);
  CHECK((v ^= 60) == (unsigned long)35);
  return 0;
}

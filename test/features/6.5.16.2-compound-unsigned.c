/* C11 6.5.16.2: every compound assignment on unsigned */
#include "check.h"

static volatile unsigned v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (unsigned)42);
  CHECK((v -= 9) == (unsigned)33);
  CHECK((v *= 3) == (unsigned)99);
  CHECK((v /= 4) == (unsigned)24);
  CHECK((v %= 17) == (unsigned)7);
  CHECK((v <<= 2) == (unsigned)28);
  CHECK((v >>= 1) == (unsigned)14);
  CHECK((v &= 126) == (unsigned)14);
  CHECK((v |= 17) == (unsigned)31);
  CHECK((v ^= 60) == (unsigned)35);
  return 0;
}

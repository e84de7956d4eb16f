/* C11 6.5.16.2: every compound assignment on int */
#include "check.h"

static volatile int v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (int)42);
  CHECK((v -= 9) == (int)33);
  CHECK((v *= 3) == (int)99);
  CHECK((v /= 4) == (int)24);
  CHECK((v %= 17) == (int)7);
  CHECK((v <<= 2) == (int)28);
  CHECK((v >>= 1) == (int)14);
  CHECK((v &= 126) == (int)14);
  CHECK((v |= 17) == (int)31);
  CHECK((v ^= 60) == (int)35);
  return 0;
}

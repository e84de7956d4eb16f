/* C11 6.5.16.2: every compound assignment on long */
#include "check.h"

static volatile long v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (long)42);
  CHECK((v -= 9) == (long)33);
  CHECK((v *= 3) == (long)99);
  CHECK((v /= 4) == (long)24);
  CHECK((v %= 17) == (long)7);
  CHECK((v <<= 2) == (long)28);
  CHECK((v >>= 1) == (long)14);
  CHECK((v &= 126) == (long)14);
  CHECK((v |= 17) == (long)31);
  CHECK((v ^= 60) == (long)35);
  return 0;
}

/* C11 6.5.16.2: every compound assignment on short */
#include "check.h"

static volatile short v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (short)42);
  CHECK((v -= 9) == (short)33);
  CHECK((v *= 3) == (short)99);
  CHECK((v /= 4) == (short)24);
  CHECK((v %= 17) == (short)7);
  CHECK((v <<= 2) == (short)28);
  CHECK((v >>= 1) == (short)14);
  CHECK((v &= 126) == (short)14);
  CHECK((v |= 17) == (short)31);
  CHECK((v ^= 60) == (short)35);
  return 0;
}

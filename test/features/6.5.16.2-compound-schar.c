/* C11 6.5.16.2: every compound assignment on signed char */
#include "check.h"

static volatile signed char v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (signed char)42);
  CHECK((v -= 9) == (signed char)33);
  CHECK((v *= 3) == (signed char)99);
  CHECK((v /= 4) == (signed char)24);
  CHECK((v %= 17) == (signed char)7);
  CHECK((v <<= 2) == (signed char)28);
  CHECK((v >>= 1) == (signed char)14);
  CHECK((v &= 126) == (signed char)14);
  CHECK((v |= 17) == (signed char)31);
  CHECK((v ^= 60) == (signed char)35);
  return 0;
}

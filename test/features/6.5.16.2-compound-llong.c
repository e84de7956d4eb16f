/* C11 6.5.16.2: every compound assignment on long long */
#include "check.h"

static volatile long long v;

int main(void) {
  v = 37;
  CHECK((v += 5) == (long long)42);
  CHECK((v -= 9) == (long long)33);
  CHECK((v *= 3) == (long long)99);
  CHECK((v /= 4) == (long long)24);
  CHECK((v %= 17) == (long long)7);
  CHECK((v <<= 2) == (long long)28);
  CHECK((v >>= 1) == (long long)14);
  CHECK((v &= 126) == (long long)14);
  CHECK((v |= 17) == (long long)31);
  CHECK((v ^= 60) == (long long)35);
  return 0;
}

/* C11 6.7.3, 6.5.16.2: _Atomic unsigned long long */
#include "check.h"

static _Atomic(unsigned long long) v = 3;

int main(void) {
  v += 4;
  CHECK(v == 7);
  CHECK(v++ == 7);
  CHECK(--v == 7);
  v *= 3;
  CHECK(v == 21);
  v ^= 1;
  CHECK(v == 20);
  CHECK(sizeof v == 8);
  return 0;
}

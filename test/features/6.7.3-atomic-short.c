/* C11 6.7.3, 6.5.16.2: _Atomic short */
#include "check.h"

static _Atomic(short) v = 3;

int main(void) {
  v += 4;
  CHECK(v == 7);
  CHECK(v++ == 7);
  CHECK(--v == 7);
  v *= 3;
  CHECK(v == 21);
  v ^= 1;
  CHECK(v == 20);
  CHECK(sizeof v == 2);
  return 0;
}

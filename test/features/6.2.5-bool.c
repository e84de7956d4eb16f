/* C11 6.2.5: _Bool */
#include "check.h"

static _Bool b;

int main(void) {
  b = 42;
  CHECK(b == 1);
  b++;
  CHECK(b == 1);
  b--;
  CHECK(b == 0);
  b = 0.25;
  CHECK(b == 1);
  b = (void *)0;
  CHECK(b == 0);
  CHECK(sizeof b == 1);
  CHECK((_Bool)0x100 == 1);
  return 0;
}

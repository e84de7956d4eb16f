/* C11 6.2.5: size and range of signed char */
#include "check.h"

static volatile signed char v;

int main(void) {
  CHECK(sizeof(signed char) == 1);
  v = (signed char)127;
  CHECK(v == 127);
  v = (signed char)(-128);
  CHECK(v == (-128));
  CHECK(((signed char)-1 < 0) == 1);
  CHECK(_Alignof(signed char) == 1);
  return 0;
}

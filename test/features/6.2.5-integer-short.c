/* C11 6.2.5: size and range of short */
#include "check.h"

static volatile short v;

int main(void) {
  CHECK(sizeof(short) == 2);
  v = (short)32767;
  CHECK(v == 32767);
  v = (short)(-32768);
  CHECK(v == (-32768));
  CHECK(((short)-1 < 0) == 1);
  CHECK(_Alignof(short) == 2);
  return 0;
}

/* C11 6.2.5: size and range of unsigned */
#include "check.h"

static volatile unsigned v;

int main(void) {
  CHECK(sizeof(unsigned) == 4);
  v = (unsigned)4294967295LL;
  CHECK(v == 4294967295LL);
  v = (unsigned)0;
  CHECK(v == 0);
  CHECK(((unsigned)-1 < 0) == 0);
  CHECK(_Alignof(unsigned) == 4);
  return 0;
}

/* C11 6.2.5: size and range of unsigned long */
#include "check.h"

static volatile unsigned long v;

int main(void) {
  CHECK(sizeof(unsigned long) == 8);
  v = (unsigned long)18446744073709551615ULL;
  CHECK(v == 18446744073709551615ULL);
  v = (unsigned long)0;
  CHECK(v == 0);
  CHECK(((unsigned long)-1 < 0) == 0);
  CHECK(_Alignof(unsigned long) == 8);
  return 0;
}

/* C11 6.2.5: size and range of unsigned long long */
#include "check.h"

static volatile unsigned long long v;

int main(void) {
  CHECK(sizeof(unsigned long long) == 8);
  v = (unsigned long long)18446744073709551615ULL;
  CHECK(v == 18446744073709551615ULL);
  v = (unsigned long long)0;
  CHECK(v == 0);
  CHECK(((unsigned long long)-1 < 0) == 0);
  CHECK(_Alignof(unsigned long long) == 8);
  return 0;
}

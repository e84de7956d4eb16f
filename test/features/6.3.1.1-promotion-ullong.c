/* C11 6.3.1.1: integer promotion of unsigned long long */
#include "check.h"

static volatile unsigned long long v = 1;

int main(void) {
  CHECK(sizeof(+v) == 8);
  CHECK(sizeof(-v) == 8);
  CHECK(sizeof(~v) == 8);
  CHECK((-v < 0) == 0);
  CHECK(sizeof(v << 1L) == 8);
  CHECK(sizeof(!v) == 4);
  CHECK(sizeof(v++) == 8);
  return 0;
}

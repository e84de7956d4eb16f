/* C11 6.3.1.1: integer promotion of unsigned */
#include "check.h"

static volatile unsigned v = 1;

int main(void) {
  CHECK(sizeof(+v) == 4);
  CHECK(sizeof(-v) == 4);
  CHECK(sizeof(~v) == 4);
  CHECK((-v < 0) == 0);
  CHECK(sizeof(v << 1L) == 4);
  CHECK(sizeof(!v) == 4);
  CHECK(sizeof(v++) == 4);
  return 0;
}

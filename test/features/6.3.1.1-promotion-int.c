/* C11 6.3.1.1: integer promotion of int */
#include "check.h"

static volatile int v = 1;

int main(void) {
  CHECK(sizeof(+v) == 4);
  CHECK(sizeof(-v) == 4);
  CHECK(sizeof(~v) == 4);
  CHECK((-v < 0) == 1);
  CHECK(sizeof(v << 1L) == 4);
  CHECK(sizeof(!v) == 4);
  CHECK(sizeof(v++) == 4);
  return 0;
}

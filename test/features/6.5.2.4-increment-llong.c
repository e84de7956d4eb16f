/* C11 6.5.2.4, 6.5.3.1: ++ and -- on long long */
#include "check.h"

static long long v = 5;

int main(void) {
  CHECK(v++ == 5);
  CHECK(v == 6);
  CHECK(++v == 7);
  CHECK(v-- == 7);
  CHECK(--v == 5);
  return 0;
}

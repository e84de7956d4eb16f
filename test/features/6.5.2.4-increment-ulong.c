/* C11 6.5.2.4, 6.5.3.1: ++ and -- on unsigned long */
#include "check.h"

static unsigned long v = 5;

int main(void) {
  CHECK(v++ == 5);
  CHECK(v == 6);
  CHECK(++v == 7);
  CHECK(v-- == 7);
  CHECK(--v == 5);
  v = (unsigned long)18446744073709551615ULL; v++;
  CHECK(v == 0);
  v--;
  CHECK(v == 18446744073709551615ULL);
  return 0;
}

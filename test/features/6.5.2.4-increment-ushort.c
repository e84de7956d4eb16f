/* C11 6.5.2.4, 6.5.3.1: ++ and -- on unsigned short */
#include "check.h"

static unsigned short v = 5;

int main(void) {
  CHECK(v++ == 5);
  CHECK(v == 6);
  CHECK(++v == 7);
  CHECK(v-- == 7);
  CHECK(--v == 5);
  v = (unsigned short)65535; v++;
  CHECK(v == 0);
  v--;
  CHECK(v == 65535);
  return 0;
}

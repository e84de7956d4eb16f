/* C11 6.5.2.4, 6.5.3.1: ++ and -- on unsigned char */
#include "check.h"

static unsigned char v = 5;

int main(void) {
  CHECK(v++ == 5);
  CHECK(v == 6);
  CHECK(++v == 7);
  CHECK(v-- == 7);
  CHECK(--v == 5);
  v = (unsigned char)255; v++;
  CHECK(v == 0);
  v--;
  CHECK(v == 255);
  return 0;
}

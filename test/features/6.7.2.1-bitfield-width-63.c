/* C11 6.7.2.1: bit-fields of width 63, unsigned and signed */
#include "check.h"

static struct { unsigned long lead : 1; unsigned long u : 63; long s : 63; unsigned long tail : 3; } f;

int main(void) {
  f.u = 0x7ffffffffffffffful;
  CHECK(f.u == 0x7ffffffffffffffful);
  CHECK(f.lead == 0 && f.s == 0 && f.tail == 0);
  f.s = -1;
  CHECK(f.s == -1);
  f.u++;
  CHECK(f.u == 0);
  f.s = 1;
  CHECK(f.s == 1);
  f.tail = 5; f.u = 1;
  CHECK(f.tail == 5 && f.u == 1);
  return 0;
}

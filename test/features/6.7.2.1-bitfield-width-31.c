/* C11 6.7.2.1: bit-fields of width 31, unsigned and signed */
#include "check.h"

static struct { unsigned lead : 1; unsigned u : 31; int s : 31; unsigned tail : 3; } f;

int main(void) {
  f.u = 0x7fffffffu;
  CHECK(f.u == 0x7fffffffu);
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

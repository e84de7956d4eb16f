/* C11 6.7.2.1: bit-fields of width 24, unsigned and signed */
#include "check.h"

static struct { unsigned lead : 1; unsigned u : 24; int s : 24; unsigned tail : 3; } f;

int main(void) {
  f.u = 0xffffffu;
  CHECK(f.u == 0xffffffu);
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

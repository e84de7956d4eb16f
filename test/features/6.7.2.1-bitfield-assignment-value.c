/* C11 6.5.16p3: the value of an assigned bit-field */
#include "check.h"

static struct { unsigned u : 3; int s : 3; _Bool b : 1; } f;

int main(void) {
  CHECK((f.u = 15) == 7 && (f.s = 7) == -1 && (f.b = 2) == 1);
  f.u++;
  CHECK(f.u == 0);
  CHECK((f.s += 5) == -4);
  return 0;
}

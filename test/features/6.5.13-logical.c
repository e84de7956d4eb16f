/* C11 6.5.13, 6.5.14: && and || stop early */
#include "check.h"

static int n;
static int yes(void) { n++; return 7; }
static int no(void) { n += 10; return 0; }

int main(void) {
  CHECK((no() && yes()) == 0 && n == 10);
  CHECK((yes() || no()) == 1 && n == 11);
  CHECK((yes() && yes()) == 1 && n == 13);
  CHECK((1 || 1 / n) == 1);
  CHECK((0.5 && "s") == 1);
  CHECK(!(0 || 0.0));
  return 0;
}

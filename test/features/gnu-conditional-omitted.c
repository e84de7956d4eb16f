/* GNU: ?: without its middle */
#include "check.h"

static int n;
static int f(void) { n++; return 5; }

int main(void) {
  CHECK((f() ?: 9) == 5 && n == 1);
  CHECK((0 ?: 7) == 7);
  CHECK(((char *)0 ?: "x")[0] == 'x');
  return 0;
}

/* C11 6.5.3.4: sizeof does not evaluate */
#include "check.h"

static int n;
static int f(void) { return ++n; }

int main(void) {
  CHECK(sizeof f() == 4);
  CHECK(sizeof(n++) == 4);
  CHECK(n == 0);
  CHECK(sizeof(char[3][5]) == 15);
  CHECK(sizeof "x" + 1 == 3);
  CHECK(sizeof(int)*2 == 8);
  CHECK(sizeof (n) == 4);
  CHECK(_Generic(sizeof 1, unsigned long: 1));
  return 0;
}

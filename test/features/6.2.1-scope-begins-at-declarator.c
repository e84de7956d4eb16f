/* C11 6.2.1p7: a name is in scope in its own initializer */
#include "check.h"

static int x = 9;

int main(void) {
  int y = sizeof x; { char x[sizeof x]; y += sizeof x; }
  CHECK(y == 8);
  return 0;
}

/* C11 6.4.2.1: universal character names and dollars in identifiers */
#include "check.h"

static int caf\u00e9 = 1, $x = 2, _ = 3;

int main(void) {
  CHECK(caf\u00e9 + $x + _ == 6);
  return 0;
}

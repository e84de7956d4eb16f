/* C11 6.2.4: a static local keeps its value */
#include "check.h"

static int next(void) { static int n = 10; return n++; }

int main(void) {
  CHECK(next() == 10);
  CHECK(next() == 11);
  CHECK(next() == 12);
  return 0;
}

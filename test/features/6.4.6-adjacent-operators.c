/* C11 6.4p4: the longest token first */
#include "check.h"

static int a = 1, b = 2;

int main(void) {
  CHECK(a+++b == 3);
  CHECK(a == 2);
  CHECK(a- -b == 4);
  CHECK(a---b == 0);
  CHECK(a == 1);
  return 0;
}

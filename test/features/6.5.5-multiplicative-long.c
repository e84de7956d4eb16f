/* C11 6.5.5: * / % on long */
#include "check.h"

static volatile long a = -13, b = 4;

int main(void) {
  CHECK(a / b == -3);
  CHECK(a % b == -1);
  CHECK((a / b) * b + a % b == a);
  CHECK((long)(a * b) == (long)-52);
  CHECK(a % 1 == 0);
  CHECK(a / a == 1);
  return 0;
}

/* C11 6.5.5: * / % on int */
#include "check.h"

static volatile int a = -13, b = 4;

int main(void) {
  CHECK(a / b == -3);
  CHECK(a % b == -1);
  CHECK((a / b) * b + a % b == a);
  CHECK((int)(a * b) == (int)-52);
  CHECK(a % 1 == 0);
  CHECK(a / a == 1);
  return 0;
}

/* C11 6.5.5: * / % on unsigned long long */
#include "check.h"

static volatile unsigned long long a = 213, b = 4;

int main(void) {
  CHECK(a / b == 53);
  CHECK(a % b == 1);
  CHECK((a / b) * b + a % b == a);
  CHECK((unsigned long long)(a * b) == (unsigned long long)852);
  CHECK(a % 1 == 0);
  CHECK(a / a == 1);
  return 0;
}

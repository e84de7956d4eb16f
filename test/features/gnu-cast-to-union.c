/* GNU: casts to a union */
#include "check.h"

union u { int i; double d; };

int main(void) {
  CHECK(((union u)3).i == 3 && ((union u)1.5).d == 1.5);
  return 0;
}

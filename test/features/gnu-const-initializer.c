/* GNU: a const object initializes another */
#include "check.h"

static const int a = 5;
static const double d = a + 1;
static double e = d;

int main(void) {
  CHECK(d == 6 && e == 6);
  return 0;
}

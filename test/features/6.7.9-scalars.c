/* C11 6.7.9: initializers of scalars */
#include "check.h"

static int a = { 3 }, b = 7, *p = { 0 };

int main(void) {
  CHECK(a == 3 && b == 7 && p == 0);
  double d = { 2 };
  CHECK(d == 2.0);
  char c = 300 - 256;
  CHECK(c == 44);
  return 0;
}

/* C11 6.5: arithmetic on long double */
#include "check.h"

static volatile long double a = 7.5L, b = 2.5L;

int main(void) {
  CHECK(a + b == 10);
  CHECK(a - b == 5);
  CHECK(a * b == 18.75);
  CHECK(a / b == 3);
  CHECK(-a == -7.5);
  CHECK(a > b);
  CHECK(!(a < b));
  CHECK(a >= 7.5);
  CHECK(a != b);
  CHECK(sizeof(a + 1) == sizeof(long double));
  CHECK((int)a == 7);
  a += 1;
  CHECK(a == 8.5);
  CHECK(a++ == 8.5);
  CHECK(--a == 8.5);
  CHECK(!(a == 0));
  CHECK(a ? 1 : 0);
  return 0;
}

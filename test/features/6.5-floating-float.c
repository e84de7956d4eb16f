/* C11 6.5: arithmetic on float */
#include "check.h"

static volatile float a = 7.5f, b = 2.5f;

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
  CHECK(sizeof(a + 1) == sizeof(float));
  CHECK((int)a == 7);
  a += 1;
  CHECK(a == 8.5);
  CHECK(a++ == 8.5);
  CHECK(--a == 8.5);
  CHECK(!(a == 0));
  CHECK(a ? 1 : 0);
  return 0;
}

/* C11 6.5.8, 6.5.9: comparisons of int */
#include "check.h"

static volatile int a = (int)-2147483648LL, b = (int)2147483647, c = (int)2147483647;

int main(void) {
  CHECK(a < b);
  CHECK(a <= b);
  CHECK(!(a > b));
  CHECK(!(a >= b));
  CHECK(a != b);
  CHECK(!(a == b));
  CHECK(b == c);
  CHECK(b <= c);
  CHECK(b >= c);
  CHECK(!(b != c));
  CHECK((a < b) + (b > a) == 2);
  return 0;
}

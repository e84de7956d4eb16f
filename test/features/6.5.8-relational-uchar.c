/* C11 6.5.8, 6.5.9: comparisons of unsigned char */
#include "check.h"

static volatile unsigned char a = (unsigned char)0, b = (unsigned char)255, c = (unsigned char)255;

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

/* C11 6.5: precedence and associativity */
#include "check.h"

static int a = 2, b = 3, c = 4;

int main(void) {
  CHECK(a + b * c == 14 && (a + b) * c == 20 && a - b - c == -5 && a << 1 + b == 32);
  CHECK((a < b == c > b) == 1 && (a & b == 3) == 0 && (a | b ^ c & a) == 3);
  CHECK((a ? b : c ? 1 : 2) == 3);
  a = b += c;
  CHECK(a == 7 && b == 7);
  CHECK(-a++ == -7 && a == 8);
  CHECK(!a == 0 && !(a == 0));
  CHECK(sizeof a++ == 4 && a == 8);
  return 0;
}

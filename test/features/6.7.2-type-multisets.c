/* C11 6.7.2: specifiers in any order */
#include "check.h"

static long unsigned int long a;
static int short b;
const static char unsigned c = 200;
static long double long_double;

int main(void) {
  CHECK(sizeof a == 8 && sizeof b == 2 && c == 200 && sizeof long_double == 16);
  return 0;
}

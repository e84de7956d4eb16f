/* C11 6.7.2.2: enumerations as bit-fields and array sizes */
#include "check.h"

enum e { N = 4, M = 7 };
static struct { enum e e : 4; } s;
static int a[N];

int main(void) {
  s.e = M;
  CHECK(s.e == 7 && sizeof a == 16);
  return 0;
}

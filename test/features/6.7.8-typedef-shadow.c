/* C11 6.7.8: a typedef name as member, label, tag and variable */
#include "check.h"

typedef int T;
struct T { T T; };

int main(void) {
  struct T s = { 3 }; T: CHECK(s.T == 3);
  T x = 1; unsigned T = 4;
  CHECK(x + T == 5);
  return 0;
}

/* GNU: __builtin_constant_p */
#include "check.h"

int main(void) {
  CHECK(__builtin_constant_p(3 + 4) == 1);
  CHECK(__builtin_constant_p("s") == 1);
  int a[__builtin_constant_p(1) ? 3 : 4];
  CHECK(sizeof a == 12);
  return 0;
}

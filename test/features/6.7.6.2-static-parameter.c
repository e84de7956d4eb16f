/* C11 6.7.6.3p7: static and qualifiers in a parameter */
#include "check.h"

static int f(int a[static const 3]) { return a[2] + (int)sizeof a; }

int main(void) {
  CHECK(f((int[]){ 1, 2, 3 }) == 11);
  return 0;
}

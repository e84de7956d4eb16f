/* C11 6.7.2.1p13: anonymous structures and unions */
#include "check.h"

struct s { int a; union { int b; struct { short lo, hi; }; }; };

int main(void) {
  struct s s = { 1, { 0x20003 } };
  CHECK(s.lo == 3 && s.hi == 2);
  s.b = 7;
  CHECK(s.lo == 7);
  CHECK(&s.b == (int *)&s.lo);
  return 0;
}

/* C11 6.5.6: additive operators on pointers */
#include "check.h"

static struct s { char c[12]; } a[5];

int main(void) {
  struct s *p = a + 4;
  CHECK(p - a == 4 && p - 1 == &a[3] && (char *)p - (char *)a == 48);
  CHECK(1 + a == &a[1]);
  p -= 2;
  CHECK(p == &a[2]);
  CHECK(p-- == &a[2]);
  CHECK(p == a + 1);
  CHECK(&a[5] - &a[0] == 5);
  CHECK((a + 3) - (a + 5) == -2);
  return 0;
}

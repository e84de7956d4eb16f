/* C11 6.5.2.1: subscripts in several dimensions */
#include "check.h"

static int a[2][3][4];

int main(void) {
  a[1][2][3] = 5;
  CHECK(*(*(*(a + 1) + 2) + 3) == 5);
  CHECK((&a[0][0][0])[23] == 5);
  CHECK(sizeof a[0] == 48 && sizeof a[0][0] == 16);
  CHECK(&a[1] - &a[0] == 1);
  CHECK(3[2[1[a]]] == 5);
  return 0;
}

/* C11 6.3.2.1: arrays decay, but not under sizeof and & */
#include "check.h"

static int a[4];

int main(void) {
  CHECK(sizeof a == 16);
  CHECK(&a[0] == a);
  CHECK((char *)(&a + 1) - (char *)&a == 16);
  CHECK(*a == 0);
  CHECK(sizeof(a + 0) == 8);
  CHECK(sizeof &a == 8);
  CHECK(2[a] == a[2]);
  return 0;
}

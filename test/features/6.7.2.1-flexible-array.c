/* C11 6.7.2.1p18: flexible array members */
#include "check.h"

struct s { int n; char d[]; };
static struct s g = { 3, "ab" };

int main(void) {
  CHECK(sizeof(struct s) == 4 && g.d[1] == 'b');
  char room[8]; struct s *p = (void *)room; p->d[3] = 9;
  CHECK(room[7] == 9);
  return 0;
}

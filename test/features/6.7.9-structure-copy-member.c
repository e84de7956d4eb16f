/* C11 6.7.9p13: a member initialized by a structure */
#include "check.h"

struct p { int x, y; };
struct q { struct p a, b; };

int main(void) {
  struct p p = { 1, 2 }; struct q q = { p, .b = p };
  CHECK(q.a.y == 2 && q.b.x == 1 && q.b.y == 2);
  return 0;
}

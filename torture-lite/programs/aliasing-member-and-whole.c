// proves: a store to a member changes the structure that holds it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct point { int x, y; };
struct line { struct point from, to; int colour; };

static int f(struct line *l, struct point *p, int *i) {
  l->to.x = 1;
  p->x = 2;
  *i += 5;
  struct line copy = *l;
  p->y = 9;
  return copy.to.x * 100 + l->to.y * 10 + copy.to.y;
}

int main(void) {
  struct line l = {{0, 0}, {3, 4}, 5};
  int (*volatile g)(struct line *, struct point *, int *) = f;
  CHECK(g(&l, &l.to, &l.to.x) == 794 && l.to.x == 7);
  return 0;
}

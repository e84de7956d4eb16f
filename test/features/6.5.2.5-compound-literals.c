/* C11 6.5.2.5: compound literals */
#include "check.h"

struct p { int x, y; };
static int sum(struct p p) { return p.x + p.y; }
static struct p *q = &(struct p){ 5, 6 };

int main(void) {
  CHECK(sum((struct p){ .y = 2, .x = 1 }) == 3);
  CHECK((int[]){ 1, 2, 3 }[2] == 3);
  CHECK((struct p){ 4 }.y == 0);
  CHECK(q->y == 6);
  CHECK(sizeof (int[]){ 1, 2 } == 8);
  CHECK((char){ 300 } == 44);
  CHECK(*&(int){ 3 } == 3);
  return 0;
}

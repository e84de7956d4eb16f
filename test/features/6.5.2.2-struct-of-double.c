/* C11 6.5.2.2: structures of double by value */
#include "check.h"

struct p { double x, y; };
struct q { double x; int i; };
static struct p swap(struct p v) { struct p r = { v.y, v.x }; return r; }
static struct q both(int i, struct q v, double f) { v.i += i; v.x += f; return v; }

int main(void) {
  struct p a = swap((struct p){ 1, 2 });
  CHECK(a.x == 2 && a.y == 1);
  struct q b = both(1, (struct q){ 0.5, 2 }, 1);
  CHECK(b.i == 3 && b.x == 1.5);
  return 0;
}

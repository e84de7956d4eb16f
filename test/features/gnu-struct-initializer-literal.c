/* GNU: a static structure from a compound literal */
#include "check.h"

struct p { int x, y; };
static struct p p = (struct p){ 1, 2 };
static int a[] = (int[]){ 3, 4 };

int main(void) {
  CHECK(p.y == 2 && a[1] == 4 && sizeof a == 8);
  return 0;
}

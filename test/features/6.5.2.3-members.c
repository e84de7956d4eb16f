/* C11 6.5.2.3: . and -> through nesting */
#include "check.h"

struct in { int a[2]; };
struct out { int x; struct in in, *p; };
static struct out o = { 1, { { 2, 3 } }, 0 };

int main(void) {
  o.p = &o.in;
  CHECK(o.p->a[1] == 3 && (&o)->in.a[0] == 2);
  (*o.p).a[0]++;
  CHECK(o.in.a[0] == 3);
  return 0;
}

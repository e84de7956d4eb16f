/* C11 6.7.9p19: a later initializer overrides */
#include "check.h"

static int a[4] = { 1, 2, [1] = 9, [0] = 7, 8 };
struct s { int x, y; };
static struct { struct s s; int z; } v = { { 1, 2 }, 3, .s.y = 6 };

int main(void) {
  CHECK(a[0] == 7 && a[1] == 8 && v.s.x == 1 && v.s.y == 6 && v.z == 3);
  return 0;
}

/* C11 6.7.9p20: braces left out */
#include "check.h"

struct s { int a; struct { int x, y; } p[2]; int z; };
static struct s s = { 1, 2, 3, 4, 5, 6 };
static int m[2][2] = { 1, 2, 3 };

int main(void) {
  CHECK(s.p[0].y == 3 && s.p[1].x == 4 && s.z == 6 && m[1][0] == 3 && m[1][1] == 0);
  struct s l = { 1, { { 2 }, 3 }, 4 };
  CHECK(l.p[0].x == 2 && l.p[0].y == 0 && l.p[1].x == 3 && l.z == 4);
  return 0;
}

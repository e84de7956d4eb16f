/* C11 6.7.9: designators */
#include "check.h"

struct s { int a, b[3], c; struct { int x, y; } d; };
static struct s s = { .b[1] = 2, 3, .d.y = 5, .a = 1 };
static int m[3][2] = { [2][0] = 7, [0] = { 1, 2 } };

int main(void) {
  CHECK(s.a == 1 && s.b[0] == 0 && s.b[1] == 2 && s.b[2] == 3 && s.d.y == 5 && s.d.x == 0 && s.c == 0);
  CHECK(m[0][1] == 2 && m[1][0] == 0 && m[2][0] == 7);
  return 0;
}

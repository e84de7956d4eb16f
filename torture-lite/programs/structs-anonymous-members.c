// proves: members of anonymous structures and unions are reached by their names
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct v {
  int kind;
  union { struct { int x, y; }; long both; double d; };
  struct { char a; struct { char b, c; }; };
};
static struct v g = {1, {{2, 3}}, {4, {5, 6}}};

int main(void) {
  CHECK(g.x == 2 && g.y == 3 && g.both == 0x300000002 && g.c == 6 && sizeof g == 24);
  struct v v = {.y = 9, .kind = 7, .b = 8}, *p = &v;
  CHECK(p->y == 9 && p->x == 0 && p->b == 8 && p->a == 0 && p->kind == 7);
  p->d = 1.0;
  CHECK(v.y == 0x3ff00000 && &p->x == (int *)&p->both && __builtin_offsetof(struct v, c) == 18);
  return 0;
}

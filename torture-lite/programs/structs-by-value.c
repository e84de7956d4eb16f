// proves: a structure argument is a copy: the callee's changes do not reach the caller
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct small { int x, y; };
struct medium { long a, b; };
struct large { int v[20]; };

static int spoil(struct small s, struct medium m, struct large l) {
  s.x += 100;
  m.b = -1;
  l.v[3] = 12345;
  return s.x + s.y + (int)(m.a + m.b) + l.v[3] + l.v[19];
}
static int (*volatile call)(struct small, struct medium, struct large) = spoil;

static struct large twice(struct large l) {
  for (int i = 0; i < 20; i++) l.v[i] *= 2;
  return l;
}
static struct large (*volatile dup)(struct large) = twice;

int main(void) {
  struct small s = {1, 2};
  struct medium m = {30, 40};
  struct large l = {{0}};
  for (int i = 0; i < 20; i++) l.v[i] = i;
  CHECK(call(s, m, l) == 101 + 2 + 29 + 12345 + 19);
  CHECK(s.x == 1 && m.b == 40 && l.v[3] == 3);
  CHECK(call(s, m, l) == 101 + 2 + 29 + 12345 + 19);
  l = dup(dup(l));
  for (int i = 0; i < 20; i++) CHECK(l.v[i] == 4 * i);
  CHECK(dup(l).v[7] == 56);
  CHECK(l.v[7] == 28);
  struct large copy = l, *p = &copy;
  *p = *p;
  p->v[0] = 9;
  CHECK(l.v[0] == 0 && copy.v[0] == 9 && copy.v[19] == 76);
  return 0;
}

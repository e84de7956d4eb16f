// proves: each compound literal of a block is an object of its own
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct p { int x, y; };
static struct p *keep[3];
static int sum(const int *v, int n) { int s = 0; while (n--) s += *v++; return s; }
static const struct p *const fixed = &(struct p){7, 8};

int main(void) {
  volatile int k = 4;
  CHECK(sum((int[]){1, k, 3}, 3) == 8 && fixed->y == 8);
  keep[0] = &(struct p){k, 1};
  keep[1] = &(struct p){k, 2};
  keep[0]->x++;
  CHECK(keep[0]->x == 5 && keep[1]->x == 4 && keep[0] != keep[1]);
  int total = 0;
  for (int i = 0; i < 3; i++) { int *p = (int[2]){i}; total += p[0] + p[1]; p[1] = 50; }
  CHECK(total == 3 && ((struct p){1, 2}).y == 2 && *(char[]){"xy"} == 'x');
  (struct p){0, 0} = *keep[0];
  return 0;
}

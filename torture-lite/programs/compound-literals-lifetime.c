// proves: compound literals are fresh in loops, modifiable, addressable, and live to the block end
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct point { int x, y; };

static int dot(const struct point *a, const struct point *b) { return a->x * b->x + a->y * b->y; }
static int (*volatile pdot)(const struct point *, const struct point *) = dot;

static int *bump(int *p) {
  ++*p;
  return p;
}

static int total(const int *v, int n) {
  int s = 0;
  while (n--) s += *v++;
  return s;
}

int main(void) {
  CHECK(pdot(&(struct point){1, 2}, &(struct point){.y = 4, .x = 3}) == 11);
  CHECK(*bump(&(int){41}) == 42);
  for (int i = 0; i < 4; i++) {
    struct point *p = &(struct point){i};
    CHECK(p->x == i && p->y == 0);
    p->y = 99;
    p->x++;
    CHECK(p->x == i + 1);
  }
  int n = 3;
  CHECK(total((int[]){n, n + 1, n + 2}, 3) == 12);
  CHECK(total((int[5]){[4] = n}, 5) == 3 && sizeof((int[]){1, 2, 3}) == 12);
  int *a = (int[]){1, 2}, *b = (int[]){1, 2};
  a[0] = 5;
  CHECK(a != b && b[0] == 1 && a[0] + a[1] == 7);
  struct point copy = (struct point){7, 8}, *q;
  q = n ? &(struct point){1, 1} : NULL;
  CHECK(copy.x + q->y == 8 && ((struct point){5, 6}).y == 6);
  (struct point){1, 2}.x = 3;
  int round = 0, *kept = NULL;
again:;
  int *p = (int[1]){round};
  if (round == 1) CHECK(p == kept && *p == 1);
  kept = p;
  if (++round < 2) goto again;
  CHECK((int){1} + (int){2} == 3 && (char){65} == 'A' && (double){1} / 2 == 0.5);
  return 0;
}

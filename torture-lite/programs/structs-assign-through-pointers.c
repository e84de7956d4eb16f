// proves: structure assignment copies the value that was there before
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct node { int v[6]; struct node *next; };
static struct node a = {{1, 2, 3, 4, 5, 6}, 0}, b = {{7, 8, 9, 10, 11, 12}, &a};

static void swap(struct node *x, struct node *y) {
  struct node t = *x;
  *x = *y;
  *y = t;
}

int main(void) {
  struct node *volatile p = &a;
  swap(p, &b);
  CHECK(a.v[0] == 7 && a.next == &a && b.v[5] == 6 && b.next == 0);
  *p = *p;
  CHECK(a.v[3] == 10);
  *p->next = b;
  CHECK(a.v[3] == 4 && a.next == 0);
  struct node c = (b = a, b);
  c.v[0]++;
  CHECK(c.v[0] == 2 && b.v[0] == 1 && (a = c).v[0] == 2);
  return 0;
}

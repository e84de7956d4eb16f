// proves: a structure chosen by ?: or a comma is the one that was chosen
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { int a[5]; double d; };
static struct s x = {{1, 2, 3, 4, 5}, 0.5}, y = {{6, 7, 8, 9, 10}, 1.5};
static struct s pick(int c) { return c ? x : y; }
static int first(struct s v) { return v.a[0]++; }

int main(void) {
  volatile int yes = 1, no = 0;
  struct s a = yes ? x : y, b = no ? x : y;
  CHECK(a.a[4] == 5 && b.d == 1.5 && (no ? a : b).a[1] == 7);
  CHECK(first(yes ? x : y) == 1 && x.a[0] == 1);
  a = (first(a), b);
  CHECK(a.a[0] == 6 && pick(no).a[2] == 8 && pick(yes).d == 0.5);
  struct s *p = no ? &x : &a;
  *(yes ? p : &x) = *(no ? &a : &x);
  CHECK(a.d == 0.5 && x.d == 0.5 && (a = b, a).a[3] == 9 && p->a[3] == 9);
  return 0;
}

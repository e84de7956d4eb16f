// proves: structure assignment through conditionals, commas and calls reads before it writes
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct box { int a[6]; };

static struct box rotate(struct box b) {
  int first = b.a[0];
  for (int i = 0; i < 5; i++) b.a[i] = b.a[i + 1];
  b.a[5] = first;
  return b;
}
static struct box (*volatile turn)(struct box) = rotate;

static struct box table[3] = {{{0, 1, 2, 3, 4, 5}}, {{10, 11, 12, 13, 14, 15}}, {{20}}};
static volatile int one = 1;

int main(void) {
  struct box t = table[0];
  t = turn(t);
  CHECK(t.a[0] == 1 && t.a[5] == 0);
  table[0] = turn(turn(table[0]));
  CHECK(table[0].a[0] == 2 && table[0].a[5] == 1);
  struct box pick = one ? table[1] : table[2];
  CHECK(pick.a[3] == 13);
  CHECK((one ? table[2] : table[1]).a[0] == 20);
  struct box swap = table[0];
  table[0] = table[1];
  table[1] = swap;
  CHECK(table[0].a[5] == 15 && table[1].a[0] == 2);
  table[2] = (table[0].a[0] = 99, table[0]);
  CHECK(table[2].a[0] == 99 && table[2].a[1] == 11);
  struct box x, y, z;
  x = y = z = table[one];
  z.a[2] = -1;
  CHECK(x.a[2] == 4 && y.a[2] == 4);
  struct box *p = table;
  *p++ = *(one ? &x : &y);
  CHECK(p == table + 1 && table[0].a[2] == 4);
  return 0;
}

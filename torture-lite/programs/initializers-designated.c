// proves: designators in any order, nested, overriding, and positions after them (6.7.9)
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct p { int x, y, z; };
struct q { struct p a[3]; int n; union { int i; char c[4]; double d; } u; };

static int list[] = {[3] = 30, 40, [1] = 10, 20, [7] = 70};
static struct p flat[] = {1, 2, 3, 4, [3] = {.z = 9}, [1].x = 100};
static struct q nested = {.a[1].y = 5, 6, 7, .n = 8, .u.c = {1, 2}, .a[0] = {.x = 1}};

int main(void) {
  CHECK(sizeof list / sizeof list[0] == 8);
  CHECK(list[0] == 0 && list[1] == 10 && list[2] == 20 && list[3] == 30 && list[4] == 40);
  CHECK(list[5] == 0 && list[7] == 70);
  CHECK(sizeof flat / sizeof flat[0] == 4);
  CHECK(flat[0].z == 3 && flat[1].x == 100 && flat[1].y == 0 && flat[3].z == 9);
  CHECK(nested.a[1].x == 0 && nested.a[1].y == 5 && nested.a[1].z == 6 && nested.a[2].x == 7);
  CHECK(nested.a[0].x == 1 && nested.n == 8 && nested.u.c[1] == 2 && nested.u.c[2] == 0);
  int k = 3;
  struct q local = {.n = k, .a[2] = {k + 1, .z = k + 2}, .u.d = k * 0.5};
  CHECK(local.n == 3 && local.a[2].z == local.a[2].x + 1 && local.a[2].y == 0);
  CHECK(local.a[0].x == 0 && local.a[1].z == 0);
  struct p base = {1, 2, 3};
  struct { struct p p; int t; } copy = {.p = base, .p.y = 20, .t = 4};
  CHECK(copy.p.y == 20 && copy.t == 4);
  return 0;
}

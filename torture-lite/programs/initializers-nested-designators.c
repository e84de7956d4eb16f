// proves: designators reach into nested aggregates and reset the rest in order
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct in { int a, b[3]; };
struct out { struct in x, y[2]; int z; };
static struct out s = {.y[1].b[2] = 5, 6, .x = {.b = {[1] = 2}, .a = 1}, .y[0] = {7, {8}}};

int main(void) {
  CHECK(s.x.a == 1 && s.x.b[0] == 0 && s.x.b[1] == 2 && s.y[0].a == 7 && s.y[0].b[0] == 8);
  CHECK(s.y[1].a == 0 && s.y[1].b[2] == 5 && s.z == 6);
  volatile int k = 3;
  struct out t = {.x.b[1] = k + 1, .z = k, .y = {[1] = {.a = k}}};
  CHECK(t.x.b[1] == 4 && t.x.a == 0 && t.z == 3 && t.y[1].a == 3 && t.y[0].b[2] == 0);
  int a[] = {[4] = 1, 2, [0] = 9, 8};
  CHECK(sizeof a / sizeof *a == 6 && a[0] == 9 && a[1] == 8 && a[4] == 1 && a[5] == 2 && a[2] == 0);
  return 0;
}

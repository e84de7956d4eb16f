// proves: static locals of one name in many blocks are many objects
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int which) {
  if (which) { static int n = 10; return n++; }
  static int n = 20;
  { static int n[2] = {30}; n[0]++; n[1] += n[0]; if (n[1] > 100) return n[1]; }
  return n++;
}
static int *g(void) { static int n; n += 3; return &n; }
static int recursive(int d) {
  static int deepest;
  if (d > deepest) deepest = d;
  return d ? recursive(d - 1) : deepest;
}

int main(void) {
  CHECK(f(1) == 10 && f(0) == 20 && f(1) == 11 && f(0) == 21 && f(0) == 22 && f(0) == 130);
  CHECK(*g() == 3 && g() == g() && *g() == 12 && recursive(4) == 4 && recursive(2) == 4);
  return 0;
}

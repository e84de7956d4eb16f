// proves: neighbouring locals of all sizes do not overlap and keep their alignment in deep calls
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct odd { char c[7]; };

static void fill(void *p, int value, size_t n) { memset(p, value, n); }
static void (*volatile set)(void *, int, size_t) = fill;

static int same(const void *p, int value, size_t n) {
  const unsigned char *b = p;
  while (n--) {
    if (*b++ != value) return 0;
  }
  return 1;
}

static int layout(int depth) {
  char a;
  double b;
  short c;
  struct odd d;
  int64_t e;
  char f[13];
  int g[3];
  float h;
  set(&a, 1 + depth, sizeof a);
  set(&b, 2 + depth, sizeof b);
  set(&c, 3 + depth, sizeof c);
  set(&d, 4 + depth, sizeof d);
  set(&e, 5 + depth, sizeof e);
  set(f, 6 + depth, sizeof f);
  set(g, 7 + depth, sizeof g);
  set(&h, 8 + depth, sizeof h);
  int below = depth ? layout(depth - 1) : 0;
  CHECK(same(&a, 1 + depth, sizeof a) && same(&b, 2 + depth, sizeof b));
  CHECK(same(&c, 3 + depth, sizeof c) && same(&d, 4 + depth, sizeof d));
  CHECK(same(&e, 5 + depth, sizeof e) && same(f, 6 + depth, sizeof f));
  CHECK(same(g, 7 + depth, sizeof g) && same(&h, 8 + depth, sizeof h));
  CHECK((uintptr_t)&b % 8 == 0 && (uintptr_t)&c % 2 == 0 && (uintptr_t)&e % 8 == 0);
  CHECK((uintptr_t)g % 4 == 0 && (uintptr_t)&h % 4 == 0);
  return below + a;
}

int main(void) {
  CHECK(layout(0) == 1);
  CHECK(layout(9) == 55);
  return 0;
}

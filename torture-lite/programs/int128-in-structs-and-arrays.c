// proves: 128-bit members and elements are aligned, copied and passed
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { char c; __int128 v; int t; };
static struct s g[2] = {{1, -5, 2}, {3, (__int128)7 << 80, 4}};
static __int128 f(int a, __int128 x, struct s *p, __int128 y) { return a + x * 2 + p->v - y; }
int main(void) {
  __int128 (*volatile h)(int, __int128, struct s *, __int128) = f;
  struct s copy = g[1];
  CHECK(sizeof(struct s) == 48 && copy.v >> 80 == 7 && h(1, g[0].v, g, -1) == -13 && copy.t == 4);
  return 0;
}

// proves: enumerators defined inside structures and parameters are seen outside
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { enum colour { RED = 2, GREEN = RED * 3 } c; int n; };
static int f(enum colour c) { return c == GREEN ? RED : GREEN; }
int main(void) {
  struct s v = {GREEN, sizeof(enum { LOCAL = 40 })};
  CHECK(f(v.c) == 2 && f(RED) == 6 && LOCAL == 40 && v.n == 4);
  return 0;
}

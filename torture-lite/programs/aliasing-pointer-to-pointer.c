// proves: a store through a pointer to a pointer changes where it points
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int x = 1, y = 2;
static int f(int **p, int **q) { **p = 5; *q = &y; **p = 6; return **q; }
int main(void) {
  int *a = &x, *b = &x;
  CHECK(f(&a, &b) == 2 && x == 6 && b == &y);
  CHECK(f(&a, &a) == 6 && x == 5 && y == 6 && a == &y);
  return 0;
}

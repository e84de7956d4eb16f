// proves: pointers convert to truth and to integers of their own width
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int cell;
static int *get(int c) { return c ? &cell : 0; }

int main(void) {
  volatile int one = 1;
  int *p = get(one), *q = get(!one);
  CHECK(p && !q && (p != 0) && (0 == q) && (p ? 1 : 0) && !(q && *q) && (_Bool)p && !(_Bool)q);
  CHECK((unsigned long)q == 0 && (int *)(unsigned long)p == p && (char *)p + 4 == (char *)(p + 1));
  void *v = p;
  const int *const c = v;
  CHECK(v == p && c == p && *(int *)v == 0 && (long)p % 4 == 0);
  return 0;
}

// proves: int and unsigned of one object alias each other
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int *i, unsigned *u) {
  *i = -1;
  *u += 2;
  return *i;
}
static long g(long *l, unsigned long *u, int n) {
  for (int i = 0; i < n; i++) { *l += 1; *u *= 2; }
  return *l;
}

int main(void) {
  int x = 0;
  long y = 1;
  int (*volatile pf)(int *, unsigned *) = f;
  long (*volatile pg)(long *, unsigned long *, int) = g;
  CHECK(pf(&x, (unsigned *)&x) == 1 && x == 1);
  CHECK(pg(&y, (unsigned long *)&y, 4) == 46);
  return 0;
}

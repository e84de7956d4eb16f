/* GNU: the address of a nested function that uses its context */
#include "check.h"
#include <stdlib.h>

static int apply(int (*f)(int), int x) { return f(x) + f(x + 1); }

static int deep(int depth, int (*outer)(int)) {
  int here(int x) { return x * 10 + depth; }
  if (depth == 3) return apply(outer, 1) + apply(here, 0);
  return deep(depth + 1, here);
}

int main(void) {
  int calls = 0, keys[] = { 5, 3, 9, 1 };
  int ascending(const void *a, const void *b) {
    calls++;
    return *(const int *)a - *(const int *)b;
  }
  qsort(keys, 4, sizeof keys[0], ascending);
  CHECK(keys[0] == 1 && keys[3] == 9 && calls >= 3);

  int twice(int x) { return 2 * x + calls; }
  int through(int x) { return apply(twice, x); }
  calls = 100;
  CHECK(apply(through, 1) == (2 + 100 + 4 + 100) + (4 + 100 + 6 + 100));
  CHECK(deep(0, 0) == (10 + 2) + (20 + 2) + 3 + 13);

  int plain(int x) { return x + 1; }
  int (*pointer)(int) = calls ? twice : plain;
  CHECK(pointer(4) == 108);
  return 0;
}

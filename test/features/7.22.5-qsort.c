/* C11 7.22.5: callbacks from the library */
#include "check.h"
#include <stdlib.h>

static int less(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

int main(void) {
  int a[] = { 5, 2, 9, 1 }; qsort(a, 4, sizeof *a, less);
  CHECK(a[0] == 1 && a[3] == 9);
  int k = 5; CHECK(bsearch(&k, a, 4, sizeof *a, less) == &a[2]);
  return 0;
}

/* GNU: typeof */
#include "check.h"

static int a[3];
static __typeof__(a) b = { 1, 2, 3 };
static typeof(int *) p = b;

int main(void) {
  CHECK(sizeof b == 12 && p[1] == 2);
  typeof(p[0] + 1L) l = 5;
  CHECK(sizeof l == 8);
  const typeof(l) m = l;
  CHECK(m == 5);
  typeof(typeof(char *)[4]) q;
  CHECK(sizeof q == 32);
  return 0;
}

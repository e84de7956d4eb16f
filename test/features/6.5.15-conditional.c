/* C11 6.5.15: the conditional operator */
#include "check.h"

static volatile int t = 1, f;
static int n;

int main(void) {
  CHECK((t ? 1 : 2) == 1 && (f ? 1 : 2) == 2);
  t ? n++ : (n += 10);
  CHECK(n == 1);
  CHECK(sizeof(t ? 1 : 2L) == 8);
  CHECK(sizeof(t ? 1 : 1.0) == 8);
  CHECK((t ? (void *)0 : &n) == 0);
  CHECK((f ? 1 : f ? 2 : 3) == 3);
  CHECK(_Generic(t ? &n : (void *)0, int *: 1));
  CHECK((t ? -1 : 0u) == 4294967295u);
  return 0;
}

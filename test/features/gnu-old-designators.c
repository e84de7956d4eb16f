/* GNU: old designators */
#include "check.h"

static struct { int a, b; } s = { b: 2, a: 1 };
static int a[3] = { [1] 5 };

int main(void) {
  CHECK(s.a == 1 && s.b == 2 && a[1] == 5);
  return 0;
}

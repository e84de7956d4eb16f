/* C11 6.9.1: old-style definitions */
#include "check.h"

static int f(a, b, c) int a; char *b; short c; { return a + b[1] + c; }
static int g() { return 3; }

int main(void) {
  CHECK(f(1, "ab", 2) == 101);
  CHECK(g() == 3);
  return 0;
}

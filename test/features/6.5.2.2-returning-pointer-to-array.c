/* C11 6.7.6: a function returning a pointer to an array */
#include "check.h"

static int a[3] = { 1, 2, 3 };
static int (*f(void))[3] { return &a; }

int main(void) {
  CHECK((*f())[2] == 3);
  CHECK(sizeof *f() == 12);
  return 0;
}

/* C11 6.5.16.2: the left operand of op= is evaluated once */
#include "check.h"

static int n;
static int a[3];
static int *at(void) { n++; return &a[1]; }

int main(void) {
  *at() += 5;
  CHECK(n == 1 && a[1] == 5);
  (*at())++;
  CHECK(n == 2 && a[1] == 6);
  return 0;
}

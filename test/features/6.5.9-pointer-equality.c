/* C11 6.5.9: equality of pointers */
#include "check.h"

static int a[2];
static struct { int x; } s;

int main(void) {
  CHECK(&a[0] != &a[1] && (void *)&s == (void *)&s.x);
  CHECK(a == &a[0] && (char *)a == (void *)a);
  return 0;
}

/* C11 6.6p9: address constants */
#include "check.h"

static int a[4];
static struct { int x, y[2]; } s;
static int *p = &a[2], *q = a + 1, *r = &s.y[1], **pp = &p;
static char *c = (char *)&a + 3;
static long n = (long)&((struct { int a, b; } *)0)->b;

int main(void) {
  CHECK(p == a + 2 && q == &a[1] && r == s.y + 1 && *pp == p && c == (char *)a + 3 && n == 4);
  return 0;
}

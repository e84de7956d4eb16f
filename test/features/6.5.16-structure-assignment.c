/* C11 6.5.16.1: assignment of structures */
#include "check.h"

struct s { int a[5]; char c; };
static struct s x = { { 1, 2, 3, 4, 5 }, 6 }, y, z;

int main(void) {
  z = y = x;
  CHECK(z.a[4] == 5 && z.c == 6);
  CHECK((y = x).a[1] == 2);
  return 0;
}

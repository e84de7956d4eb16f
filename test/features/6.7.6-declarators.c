/* C11 6.7.6: declarators inside out */
#include "check.h"

static int x = 1, *p = &x, **pp = &p, (*pa)[2], *ap[2] = { &x, &x };
static int (*(*fpa)[2])(void);
static char (*(*fp)(int))[3];

int main(void) {
  CHECK(**pp == 1 && *ap[1] == 1 && sizeof *pa == 8 && sizeof ap == 16 && sizeof *fpa == 16 && sizeof *fp(0) == 3);
  return 0;
}

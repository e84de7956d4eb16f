/* C11 6.3.2.3: null pointer constants */
#include "check.h"

static int *p;
static int (*f)(void);

int main(void) {
  CHECK(p == 0 && !p && p == (void *)0 && f == 0 && !f);
  p = (void *)0;
  CHECK(!(p != 0));
  CHECK((long)p == 0);
  return 0;
}

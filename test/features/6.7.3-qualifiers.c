/* C11 6.7.3: qualified types */
#include "check.h"

static const int c = 5;
static const volatile int cv = 6;
static int *const cp = 0;
static const char *pc = "x";

int main(void) {
  CHECK(c + cv == 11 && cp == 0);
  pc = "y";
  CHECK(*pc == 'y');
  CHECK(_Generic(&c, const int *: 1, default: 0));
  CHECK(_Generic(&cv, const volatile int *: 1, default: 0));
  return 0;
}

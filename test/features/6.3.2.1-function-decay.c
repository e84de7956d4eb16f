/* C11 6.3.2.1: function designators */
#include "check.h"

static int f(void) { return 5; }

int main(void) {
  CHECK((*f)() == 5);
  CHECK((**f)() == 5);
  CHECK((&f)() == 5);
  CHECK(f == &f);
  CHECK((***&f)() == 5);
  return 0;
}

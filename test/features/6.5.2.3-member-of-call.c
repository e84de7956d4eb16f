/* C11 6.5.2.3: a member of a returned structure */
#include "check.h"

struct s { int a[3]; int b; };
static struct s f(void) { struct s s = { { 1, 2, 3 }, 4 }; return s; }

int main(void) {
  CHECK(f().b == 4);
  CHECK(f().a[1] == 2);
  return 0;
}

/* C11 6.7.10: static assertions */
#include "check.h"

_Static_assert(sizeof(int) == 4, "int");
struct s { int a; _Static_assert(1, "inside"); };

int main(void) {
  _Static_assert(sizeof(struct s) == 4, "s");
  return 0;
}

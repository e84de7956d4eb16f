/* C11 6.2.1: a tag declared again in a block is another type */
#include "check.h"

struct s { int a; };

int main(void) {
  struct s; struct s { char c[9]; }; CHECK(sizeof(struct s) == 9);
  return 0;
}

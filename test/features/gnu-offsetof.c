/* GNU: __builtin_offsetof */
#include "check.h"

struct s { int a; struct { char c[5]; short d[3]; } b[2]; };

int main(void) {
  CHECK(__builtin_offsetof(struct s, b) == 4);
  CHECK(__builtin_offsetof(struct s, b[1].d[2]) == 26);
  int i = 1;
  CHECK(__builtin_offsetof(struct s, b[i].c) == 16);
  return 0;
}

/* GNU: asm labels */
#include "check.h"

static int x asm("renamed_x") = 3;

int main(void) {
  CHECK(x == 3);
  return 0;
}

/* GNU: __builtin_clrsb on constants and variables */
#include "check.h"

static volatile unsigned u = 0x00f0;
static volatile long l = 0x100000000;

int main(void) {
  CHECK(__builtin_clrsb(0) == 31 && __builtin_clrsb(-1) == 31 && __builtin_clrsb(1) == 30);
  CHECK(__builtin_clrsb(u) == 23 && __builtin_clrsbl(l) == 30);
  return 0;
}

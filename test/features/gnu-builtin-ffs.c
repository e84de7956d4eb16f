/* GNU: __builtin_ffs on constants and variables */
#include "check.h"

static volatile unsigned u = 0x00f0;
static volatile long l = 0x100000000;

int main(void) {
  CHECK(__builtin_ffs(0) == 0 && __builtin_ffs(8) == 4 && __builtin_ffsl(1L << 33) == 34);
  CHECK(__builtin_ffs(u) == 5 && __builtin_ffsl(l) == 33);
  return 0;
}

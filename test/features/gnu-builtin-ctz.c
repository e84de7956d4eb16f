/* GNU: __builtin_ctz on constants and variables */
#include "check.h"

static volatile unsigned u = 0x00f0;
static volatile long l = 0x100000000;

int main(void) {
  CHECK(__builtin_ctz(8) == 3 && __builtin_ctzl(1L << 40) == 40);
  CHECK(__builtin_ctz(u) == 4 && __builtin_ctzl(l) == 32);
  return 0;
}

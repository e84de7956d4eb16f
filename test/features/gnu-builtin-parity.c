/* GNU: __builtin_parity on constants and variables */
#include "check.h"

static volatile unsigned u = 0x00f0;
static volatile long l = 0x100000000;

int main(void) {
  CHECK(__builtin_parity(7) == 1 && __builtin_parityl(3) == 0);
  CHECK(__builtin_parity(u) == 0 && __builtin_parityl(l) == 1);
  return 0;
}

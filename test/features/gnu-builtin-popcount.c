/* GNU: __builtin_popcount on constants and variables */
#include "check.h"

static volatile unsigned u = 0x00f0;
static volatile long l = 0x100000000;

int main(void) {
  CHECK(__builtin_popcount(255) == 8 && __builtin_popcountl(-1L) == 64);
  CHECK(__builtin_popcount(u) == 4 && __builtin_popcountl(l) == 1);
  return 0;
}

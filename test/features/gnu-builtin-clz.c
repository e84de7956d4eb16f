/* GNU: __builtin_clz on constants and variables */
#include "check.h"

static volatile unsigned u = 0x00f0;
static volatile long l = 0x100000000;

int main(void) {
  CHECK(__builtin_clz(1) == 31 && __builtin_clzl(1) == 63 && __builtin_clzll(256) == 55);
  CHECK(__builtin_clz(u) == 24 && __builtin_clzl(l) == 31);
  return 0;
}

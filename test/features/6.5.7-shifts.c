/* C11 6.5.7: shifts */
#include "check.h"

static volatile int i = -16, n = 3;
static volatile unsigned u = 0x80000000u;
static volatile unsigned long ul = 1;

int main(void) {
  CHECK(i >> 2 == -4 && u >> 31 == 1 && 1 << n == 8);
  CHECK(ul << 63 == 0x8000000000000000ul);
  CHECK((unsigned char)255 << 1 == 510);
  CHECK(sizeof(1 << 1L) == 4 && sizeof(1L << 1) == 8);
  CHECK((u << 1) == 0);
  CHECK(ul << n >> n == 1);
  return 0;
}

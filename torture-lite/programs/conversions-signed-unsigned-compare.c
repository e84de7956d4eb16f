// proves: comparisons pick signed or unsigned by type, for branches, values and constants alike
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int i = -5;
static volatile unsigned u = 5;
static volatile long l = -5;
static volatile unsigned long ul = 5;

static int count_branches(void) {
  int n = 0;
  if (i < 5) n += 1;
  if (i < 5u) n += 2;
  if (i < u) n += 4;
  if (l < u) n += 8;
  if (l < ul) n += 16;
  if (i < (signed char)5) n += 32;
  if ((unsigned)i > 0x7fffffff) n += 64;
  if (u < (unsigned)-1) n += 128;
  if (ul - 6 > ul) n += 256;
  if (i <= -5) n += 512;
  if (u >= -5) n += 1024;
  return n;
}

int main(void) {
  CHECK(count_branches() == 1 + 8 + 32 + 64 + 128 + 256 + 512);
  int less_signed = i < 5, less_unsigned = i < 5u;
  CHECK(less_signed == 1 && less_unsigned == 0);
  int count = i > u;
  count += l > ul;
  count += l > u;
  CHECK(count == 2);
  CHECK((i >= 0) == 0 && ((unsigned)i >= 0) == 1);
  unsigned k = 3;
  int rounds = 0;
  while (k-- > 0) rounds++;
  CHECK(rounds == 3 && k == 4294967295u);
  CHECK((2147483648u > 0) && (-2147483647 - 1 < 0));
  return 0;
}

// proves: labels are converted to the promoted type of a wide controlling value
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned u = 0xffffffff;
static volatile long l = 0x100000001;
static volatile unsigned long ul = 1ul << 63;

static int by_unsigned(unsigned x) {
  switch (x) { case -1: return 1; case 0x80000000: return 2; case 5: return 3; default: return 4; }
}
static int by_long(long x) {
  switch (x) { case 1: return 1; case 0x100000001: return 2; case -0x100000000: return 3; }
  return 4;
}
static int by_unsigned_long(unsigned long x) {
  switch (x) { case 0: return 1; case 1ul << 63: return 2; case ~0ul: return 3; }
  return 4;
}

int main(void) {
  CHECK(by_unsigned(u) == 1 && by_unsigned(u / 2 + 1) == 2 && by_unsigned(u - u + 5) == 3);
  CHECK(by_long(l) == 2 && by_long(l - 0x100000000) == 1 && by_long(1 - l) == 3 && by_long(0) == 4);
  CHECK(by_unsigned_long(ul) == 2 && by_unsigned_long(ul - 1) == 4);
  CHECK(by_unsigned_long(ul + ul) == 1 && by_unsigned_long(ul - 1 + ul) == 3);
  return 0;
}

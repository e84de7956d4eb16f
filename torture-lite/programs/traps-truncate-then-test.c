// proves: a test of a narrowed value ignores the bits that were cut off
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int i = 0x100;
static volatile long l = 0x100000000;

static int zero_char(int x) { return (char)x == 0; }
static int negative_short(int x) { return (short)x < 0; }
static int zero_int(long x) { return (int)x == 0 ? 1 : 2; }
static int low_bit(long x) { return (_Bool)(x & 1); }

int main(void) {
  CHECK(zero_char(i) && !zero_char(i + 1) && zero_char(i * 5));
  CHECK(negative_short(0x8000 + i) && !negative_short(0x17fff) && negative_short(-1 - i));
  CHECK(zero_int(l) == 1 && zero_int(l + 1) == 2 && low_bit(l) == 0 && low_bit(l + 1) == 1);
  int n = 0;
  if ((unsigned char)i) n |= 1;
  if ((unsigned char)(i - 1)) n |= 2;
  while ((unsigned char)i++ < 3) n += 4;
  CHECK(n == 14);
  return 0;
}

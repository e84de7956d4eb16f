// proves: E1 op= E2 computes in the common type of both and converts back once (6.5.16.2)
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile double half = 0.5;
static volatile long wide = 0x100000001l;

int main(void) {
  int i = 7;
  i *= half;
  CHECK(i == 3);
  i += 0.75;
  CHECK(i == 3);
  unsigned char c = 240;
  c += half + 9;
  CHECK(c == 249);
  int low = 5;
  low &= wide;
  CHECK(low == 1);
  low |= wide << 4;
  CHECK(low == 0x11);
  unsigned u = 10;
  u -= 11l;
  CHECK(u == 4294967295u);
  u >>= 4ull;
  CHECK(u == 0x0fffffff);
  short s = 1000;
  s *= 1000;
  CHECK(s == 16960);
  signed char sc = 100;
  sc <<= 1;
  CHECK(sc == -56);
  sc >>= 1;
  CHECK(sc == -28);
  float f = 16777216.0f;
  f += 1.0;
  CHECK(f == 16777216.0f);
  int n = -7;
  n /= 2u;
  CHECK(n == 2147483644);
  n = -7;
  n %= 4;
  CHECK(n == -3);
  return 0;
}

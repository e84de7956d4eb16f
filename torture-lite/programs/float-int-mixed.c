// proves: integer and floating operands mix by the usual conversions, in both orders and directions
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int i = 7, zero;
static volatile unsigned u = 4000000000u;
static volatile long l = 1l << 53;
static volatile double d = 2.0;
static volatile float f = 0.5f;

int main(void) {
  CHECK(i / 2 == 3 && i / 2.0 == 3.5 && i / d == 3.5 && d / i < 0.29);
  CHECK(i * f == 3.5f && (i + f) * 2 == 15);
  CHECK(u + 0.0 == 4e9 && u * d == 8e9 && (int)(u / d) == 2000000000);
  CHECK((float)u == 4e9f && -(double)u < 0);
  CHECK(l + 1 + 0.0 == 9007199254740992.0 && l + 1.0 == 9007199254740992.0);
  long same = l;
  CHECK((same + 1) - l == 1 && (same + d) - l == 2);
  CHECK(i > 6.9 && i < 7.1f && 7 == (double)i && u > 3.9e9f);
  int t = i * 1.9;
  CHECK(t == 13);
  long big = 1e18;
  CHECK(big == 1000000000000000000l);
  unsigned char c = 3.99;
  CHECK(c == 3);
  double mean = (i + 2) / 4;
  CHECK(mean == 2.0);
  mean = (i + 2) / 4.0f;
  CHECK(mean == 2.25);
  CHECK((zero ? 1 : 2.5) == 2.5 && sizeof(zero ? 1 : 2.5f) == 4 && (zero ? 1.5 : i) == 7.0);
  CHECK((i && d) + (zero || f) == 2);
  double table[3] = {1, 2, 3};
  CHECK(table[(int)f] == 1 && table[(int)(d + f * 0)] == 3);
  i += d;
  CHECK(i == 9);
  d += i++;
  CHECK(d == 11 && i == 10);
  f = i / 4;
  CHECK(f == 2);
  return 0;
}

// proves: every compound assignment to a bit-field wraps in its width
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct bits { unsigned a : 5; int b : 6; unsigned c : 21; };
static volatile unsigned k = 7;

int main(void) {
  struct bits x = {30, -30, 0x1fffff};
  x.a += k;
  CHECK(x.a == 5 && x.b == -30 && x.c == 0x1fffff);
  x.b -= k;
  CHECK(x.b == 27);
  x.c *= k;
  CHECK(x.c == 0x1ffff9);
  x.a <<= 2;
  x.b >>= 1;
  x.c /= 3;
  CHECK(x.a == 20 && x.b == 13 && x.c == 0xaaaa8);
  x.a |= 3;
  x.b ^= -1;
  x.c %= 1000;
  CHECK(x.a == 23 && x.b == -14 && x.c == 48);
  CHECK(++x.a == 24 && x.b++ == -14 && x.b == -13 && --x.c == 47);
  x.a = 31;
  x.a++;
  CHECK(x.a == 0 && x.b == -13 && x.c == 47);
  return 0;
}

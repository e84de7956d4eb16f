// proves: signed division by powers of two rounds toward zero
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int d2(int x) { return x / 2; }
static int d16(int x) { return x / 16; }
static int dm8(int x) { return x / -8; }
static long d1024(long x) { return x / 1024; }
static int dmin(int x) { return x / (-2147483647 - 1); }

int main(void) {
  static const int v[] = {-2147483647 - 1, -17, -16, -15, -8, -7, -1, 0, 1,
                          7, 8, 15, 16, 2147483647};
  for (unsigned i = 0; i < sizeof v / sizeof *v; i++) {
    volatile int by = 2;
    int x = v[i];
    CHECK(d2(x) == x / by && x % 2 == x - d2(x) * 2);
    by = 16;
    CHECK(d16(x) == x / by);
    by = -8;
    CHECK(dm8(x) == x / by && x % -8 == x % 8);
    volatile long wide = 1024;
    CHECK(d1024(x * 1000l) == x * 1000l / wide);
    CHECK(dmin(x) == (i == 0));
  }
  return 0;
}

// proves: loops that count or find bits are recognized without changing their answers
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int ones(unsigned long x) { int n = 0; while (x) { x &= x - 1; n++; } return n; }
static int ones_shift(unsigned x) { int n = 0; for (; x; x >>= 1) n += x & 1; return n; }
static int lowest(unsigned x) { int n = 0; while (!(x & 1)) x >>= 1, n++; return n; }
static int width(unsigned long x) { int n = 0; while (x) x >>= 1, n++; return n; }
static int parity(unsigned x) {
  x ^= x >> 16;
  x ^= x >> 8;
  x ^= x >> 4;
  return 0x6996 >> (x & 15) & 1;
}

int main(void) {
  static const unsigned v[] = {1, 2, 3, 0x80000000, 0xffffffff, 0x00f0f000, 0x12345678};
  for (unsigned i = 0; i < sizeof v / sizeof *v; i++) {
    unsigned x = v[i];
    CHECK(ones(x) == ones_shift(x) && ones(x) == __builtin_popcount(x));
    CHECK(parity(x) == (ones(x) & 1));
    CHECK(lowest(x) == __builtin_ctz(x) && width(x) == 32 - __builtin_clz(x));
    unsigned long up = (unsigned long)x << 20;
    CHECK(ones(up) == ones(x) && width(up) == width(x) + 20);
  }
  CHECK(ones(0) == 0 && width(0) == 0 && ones(~0ul) == 64);
  return 0;
}

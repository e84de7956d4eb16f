// proves: long double constants are emitted exactly, in scalars, arrays and structures
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct row { int id; long double value; };

static long double tenth = 0.1L, big = 1e4000L, tiny = 0x1p-16000L, minus = -0.0L;
static const struct row table[] = {{1, 1.5L}, {2, -0x1.fffffffffffffffep0L}, {3, 2}, {4, 0.3}};
static long double from_int = 1ll << 62, from_fold = 1.0L / 3.0L, from_double = 1.0 / 3.0;
static double narrowed = 1.0L / 3.0L;
static int as_int = (int)2.75L;
static volatile int one = 1;

int main(void) {
  CHECK(tenth * 10 == 1.0L || tenth * 10 - 1.0L < 0x1p-62L);
  CHECK(tenth != (double)0.1 && (double)tenth == 0.1);
  CHECK(big / 1e3999L > 9 && big / 1e3999L < 11 && tiny > 0 && tiny * 0x1p16000L == 1);
  CHECK(1 / minus < 0 && minus == 0);
  CHECK(table[1].value < -1.9L && table[1].value != -2 && (double)table[1].value == -2);
  CHECK(table[one].value + 2 == 0x1p-63L && table[0].value == 1.5);
  CHECK(table[3].value == 0.3 && table[3].value != 0.3L && table[2].id == 3);
  CHECK(from_int == 4611686018427387904.0L && from_fold == 1.0L / (one * 3));
  CHECK(from_fold != from_double && (double)from_fold == narrowed && as_int == 2);
  long double local[2] = {[1] = 7.5L};
  CHECK(local[0] == 0 && local[one] == 7.5);
  return 0;
}

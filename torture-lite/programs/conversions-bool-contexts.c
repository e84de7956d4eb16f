// proves: a value becomes a truth value by comparison with zero, not by its low bits
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int i = 256;
static volatile long l = 1l << 40;
static volatile double d = 0.25, nz = -0.0;
static int *volatile p = (int *)&i;

static _Bool truth(_Bool b) { return b; }

int main(void) {
  _Bool a = i, b = l, c = d, e = nz, f = p != 0, g = (_Bool)p;
  CHECK(a && b && c && !e && f && g);
  CHECK(a + b + c + e + f + g == 5);
  CHECK(truth(i) == 1 && truth(l) == 1 && truth(d) == 1 && truth(nz) == 0);
  int n = 0;
  if (l) n++;
  if (d) n++;
  if (nz) n += 100;
  n += !l + !d + !nz;
  CHECK(n == 3 && (l ? 1 : 0) && (l && d) && !(nz || 0));
  return 0;
}

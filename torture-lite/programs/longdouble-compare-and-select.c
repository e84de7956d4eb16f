// proves: long doubles compare, select and convert to truth values
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile long double a = 1.0L, b = 1.0L + 0x1p-62L, zero;

int main(void) {
  CHECK(a < b && !(b <= a) && a != b && b > a && (double)a == (double)b);
  CHECK((a > b ? a : b) == b && (zero ? 1 : 2) == 2 && (a ? 1 : 2) == 1 && !zero && !!b);
  _Bool t = b - a, f = zero * a;
  CHECK(t && !f && (a && b) && !(zero || zero));
  long double nan = zero / zero;
  CHECK(nan != nan && !(nan < a) && !(nan > a) && (nan || zero));
  int n = 0;
  for (long double x = 0; x < 1; x += 0.125L) n++;
  CHECK(n == 8);
  return 0;
}

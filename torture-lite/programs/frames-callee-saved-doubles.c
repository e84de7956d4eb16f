// proves: floating values live over many calls keep their bits
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static double id(double x) { return x; }
int main(void) {
  double (*volatile f)(double) = id;
  double a = f(1), b = f(2), c = f(3), d = f(4), e = f(5), g = f(6), h = f(7), i = f(8), j = f(9), k = f(10);
  for (int n = 0; n < 3; n++) { a += f(b); b += f(c); c += f(d); d += f(e); e += f(g); }
  CHECK(a == 1 + 2 + 5 + 12 && e == 23 && d == 4 + 5 + 11 + 17 && h + i + j + k == 34 && g == 6);
  return 0;
}

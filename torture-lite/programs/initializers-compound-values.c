// proves: initializers may be assignments, commas and conditionals
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  int a, b = (a = 3, a + 1), c = a > b ? 1 : (b += 2), d[2] = {(a++, a), b};
  CHECK(a == 4 && b == 6 && c == 6 && d[0] == 4 && d[1] == 6);
  long e = sizeof d / sizeof *d, f = -e, *g = &f;
  CHECK(e == 2 && *g == -2);
  return 0;
}

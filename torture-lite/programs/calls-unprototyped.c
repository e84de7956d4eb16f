// proves: a call without a prototype promotes its arguments
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f();
static int f(a, c, d) int a; char c; double d; { return a * 100 + c * 10 + (int)d; }
int main(void) {
  int (*volatile g)() = f;
  signed char one = 1;
  float x = 3.5f;
  CHECK(f(one, 2, x) == 123 && g(4, (char)5, 6.0) == 456);
  return 0;
}

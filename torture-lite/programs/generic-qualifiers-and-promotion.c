// proves: _Generic selects by the type of its operand after decay
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define NAME(x) _Generic((x), int: 1, unsigned: 2, char: 3, char *: 4, const char *: 5, double: 6, \
  float: 7, long: 8, int *: 9, int (*)(void): 10, default: 0)
static int f(void) { return 1; }

int main(void) {
  char c = 0;
  const int k = 1;
  int a[3];
  float x = 1;
  short s = 0;
  CHECK(NAME(c) == 3 && NAME(+c) == 1 && NAME(k) == 1 && NAME(a) == 9 && NAME(f) == 10);
  CHECK(NAME("s") == 4 && NAME((const char *)"s") == 5 && NAME(x) == 7 && NAME(x + 1.0) == 6);
  CHECK(NAME(s) == 0 && NAME(s + s) == 1 && NAME('a') == 1);
  CHECK(NAME(1u + k) == 2 && NAME(1l + k) == 8);
  int calls = 0;
  CHECK(NAME(calls++) == 1 && calls == 0 && _Generic(1, int: f, default: abort)() == 1);
  return 0;
}

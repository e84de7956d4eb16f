// proves: a variable is constant only if every path makes it so
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int c;
static int f(void) {
  int x = 1, y = 2, z;
  if (c) x = 1; else y = 3;
  if (c > 1) z = x; else z = 1;
  while (c-- > 0) { y = x + y; x = y - y + 1; if (c == 1) x = 5; }
  return x * 100 + y * 10 + z;
}

int main(void) {
  static const int expected[] = {131, 131, 181, 191};
  for (int i = 0; i < 4; i++) {
    c = i;
    CHECK(f() == expected[i] && c == -1);
  }
  return 0;
}

// proves: a _Bool bit-field becomes 1 for any value but zero
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct flags { _Bool a : 1, b : 1, c : 1; unsigned rest : 5; };
static volatile int two = 2;
static volatile double half = 0.5;

int main(void) {
  struct flags f = {two, 0, half, 21};
  CHECK(f.a == 1 && f.b == 0 && f.c == 1 && f.rest == 21);
  f.b = two << 8;
  f.a = !f.b;
  CHECK(f.a == 0 && f.b == 1 && f.a + f.b + f.c == 2);
  f.a += two;
  f.c ^= 1;
  CHECK(f.a == 1 && f.c == 0 && f.rest == 21 && sizeof(struct flags) == 4);
  return 0;
}

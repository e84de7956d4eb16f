// proves: small bit-fields promote to int, full ones keep unsigned
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct b { unsigned a : 31, b : 32; unsigned c : 1; };
static struct b v = {5, 5, 1};

int main(void) {
  volatile struct b *p = &v;
  CHECK(p->a - 6 < 0 && p->b - 6 > 0 && p->c - 2 < 0 && -p->a < 0 && -p->b > 0);
  CHECK((p->a > -1) == 1 && (p->b > -1) == 0 && ~p->c == -2 && ~p->b == 0xfffffffau);
  CHECK((p->a ? p->c : 7u) == 1 && (p->c << 30 >> 30) == 1);
  return 0;
}

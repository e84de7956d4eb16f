// proves: ++ and -- give old and new values for every type of object
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { short h; unsigned b : 3; float f; };
static int a[3] = {1, 2, 3};

int main(void) {
  unsigned char c = 255;
  CHECK(c++ == 255 && c == 0 && --c == 255 && c-- == 255 && c == 254);
  float f = 0.5f;
  double d = -0.5;
  CHECK(f++ == 0.5f && f == 1.5f && ++d == 0.5 && d-- == 0.5 && d == -0.5);
  int *p = a, **q = &p;
  CHECK(*p++ == 1 && *p == 2 && ++*p == 3 && (*p)++ == 3 && *++*q == 3);
  CHECK(*--p == 4 && p-- - a == 1 && p == a);
  struct s s = {32767, 7, 1}, *r = &s;
  CHECK(r->b++ == 7 && s.b == 0 && --s.b == 7 && r->f-- == 1 && s.f == 0 && s.h-- == 32767);
  _Bool t = 0;
  CHECK(t++ == 0 && t == 1 && ++t == 1 && t-- == 1 && t == 0 && --t == 1);
  long l = 1l << 31;
  CHECK(l++ == 2147483648 && l == 2147483649 && a[1]-- == 4 && a[1] == 3);
  return 0;
}

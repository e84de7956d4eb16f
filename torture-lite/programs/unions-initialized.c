// proves: a union is initialized through its first member or the one that is named
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

union u { char c; int i; double d; struct { short a, b; } s; };
static union u a = {65}, b = {.d = 2.5}, c = {.s = {1, 2}}, list[3] = {[1].i = -1, {.s.b = 3}};

int main(void) {
  CHECK(a.c == 65 && a.i == 65 && b.d == 2.5 && c.i == 0x20001);
  CHECK((signed char)list[1].c == -1 && list[2].s.b == 3);
  CHECK(list[0].d == 0 && sizeof(union u) == 8 && list[2].s.a == 0);
  volatile int k = 7;
  union u x = {.i = k}, y = x, *p = &y;
  p->s.a++;
  CHECK(y.i == 8 && x.i == 7 && (void *)&p->d == (void *)p);
  union { int v; union { char lo, *never; }; } anon = {.v = 0x4142};
  CHECK(anon.lo == 0x42 && (x = y).i == 8);
  return 0;
}

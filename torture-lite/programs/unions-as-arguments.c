// proves: unions are passed and returned by the classes of all their members
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

union du { double d; unsigned long u; };
union fi { float f; int i; };
union big { char c[24]; long l; };
union mixed { struct { double x; long y; } s; char b[16]; };
static union du f(union du a, union fi b) { a.d += b.f; return a; }
static union fi g(union fi a) { a.i ^= -0x7fffffff - 1; return a; }
static union big h(int n, union big b, double d) { b.c[n] = (char)d; return b; }
static union mixed k(union mixed m) { m.s.y += (long)m.s.x; return m; }

int main(void) {
  union du (*volatile pf)(union du, union fi) = f;
  union fi (*volatile pg)(union fi) = g;
  union big (*volatile ph)(int, union big, double) = h;
  union mixed (*volatile pk)(union mixed) = k;
  CHECK(pf((union du){1.5}, (union fi){0.5f}).u == 0x4000000000000000 && pg((union fi){2}).f == -2);
  union big b = ph(23, (union big){"abcdefg"}, 65.5);
  CHECK(b.c[23] == 65 && b.c[6] == 'g' && b.c[7] == 0);
  union mixed m = pk((union mixed){{2.5, 40}});
  CHECK(m.s.y == 42 && m.s.x == 2.5);
  return 0;
}

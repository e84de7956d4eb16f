// proves: addresses of members, nested and in arrays, are where the layout puts them
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct in { char c; long l; };
struct out { short s; struct in i[3]; char tail; };

int main(void) {
  struct out o[2] = {{1, {{'a', 1}, {'b', 2}, {'c', 3}}, 't'}};
  char *base = (char *)o;
  CHECK((char *)&o[1] - base == 64 && (char *)&o->i[1].l - base == 32 && &o->tail - base == 56);
  long *p = &o[0].i[2].l;
  *p = 77;
  CHECK(o->i[2].l == 77 && *(long *)(base + 48) == 77);
  struct in *q = o[1].i;
  q[1] = o[0].i[2];
  CHECK(o[1].i[1].l == 77 && (q + 1)->c == 'c' && &q[1] == &o[1].i[1]);
  struct out *r = (struct out *)((char *)p - 48);
  CHECK(r == o && r->tail == 't');
  return 0;
}

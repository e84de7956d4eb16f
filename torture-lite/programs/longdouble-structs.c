// proves: a structure with a long double is passed in memory and comes back
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct one { long double x; };
struct two { int tag; long double x; char end; };
static struct one f(struct one a, struct one b) { return (struct one){a.x - b.x}; }
static struct two g(int before, struct two s, long double x) {
  s.x += x * before;
  s.end++;
  return s;
}

int main(void) {
  struct one (*volatile pf)(struct one, struct one) = f;
  struct two (*volatile pg)(int, struct two, long double) = g;
  CHECK(pf((struct one){2.5L}, (struct one){4}).x == -1.5L);
  struct two r = pg(3, (struct two){7, 0.25L, 'a'}, 1.5L);
  CHECK(r.tag == 7 && r.x == 4.75L && r.end == 'b' && sizeof r == 48);
  return 0;
}

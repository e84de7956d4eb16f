// proves: empty structures take no room, and structures of one byte one
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct empty {};
struct tiny { char c; };
struct holder { int a; struct empty e; int b; struct tiny t[3]; };
static struct tiny f(struct tiny a, struct tiny b) { a.c += b.c; return a; }
static int g(int a, struct empty e, int b) { (void)e; return a * 10 + b; }

int main(void) {
  CHECK(sizeof(struct empty) == 0 && sizeof(struct tiny) == 1 && sizeof(struct holder) == 12);
  struct tiny (*volatile pf)(struct tiny, struct tiny) = f;
  int (*volatile pg)(int, struct empty, int) = g;
  struct empty e, h[2];
  CHECK(pf((struct tiny){40}, (struct tiny){2}).c == 42 && pg(4, e, 2) == 42 && sizeof h == 0);
  struct holder x = {.b = 1, .t = {[2] = {9}}}, y = x;
  CHECK(y.b == 1 && y.t[2].c == 9 && y.a == 0);
  return 0;
}

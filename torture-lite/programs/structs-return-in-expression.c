// proves: a returned structure can be used where it stands
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct pair { int a, b; };
struct big { long v[9]; char tag; };
static int calls;

static struct pair make(int a, int b) { calls++; return (struct pair){a, b}; }
static struct big grow(long from) {
  struct big r = {.tag = 'x'};
  for (int i = 0; i < 9; i++) r.v[i] = from + i;
  return r;
}

int main(void) {
  CHECK(make(3, 4).b == 4 && make(make(5, 6).b, make(7, 8).a).a == 6 && calls == 4);
  CHECK(grow(10).v[8] == 18 && grow(1).tag == 'x');
  struct big b = grow(grow(100).v[3]);
  CHECK(b.v[0] == 103 && b.v[8] == 111);
  CHECK((calls & 1 ? make(1, 2) : make(3, 4)).a == 3);
  int n = (make(9, 9), grow(7)).v[1];
  CHECK(n == 8 && calls == 6);
  return 0;
}

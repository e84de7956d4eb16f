// proves: each name means its innermost declaration
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int x = 1;
struct t { int a; };
static int f(int x) { { int x = 5; { extern int shared; x += shared; } return x; } }
int shared = 100;
static int g(void) {
  int y = x;
  int x = y + 10;
  struct t { char c[7]; };
  for (int x = 0; x < 3; x++) { int x = 50; y += x; }
  enum { shared = 3 };
  return x * 1000 + y + (int)sizeof(struct t) + shared;
}

int main(void) {
  typedef int x_t;
  x_t y = 4;
  CHECK(f(9) == 105 && g() == 11161 && sizeof(struct t) == 4 && y == 4);
  int t = x;
  { int x = y; t += x; { int x = 20; t += x; } t += x; }
  CHECK(t == 29);
  goto x;
x:
  CHECK(x == 1);
  return 0;
}

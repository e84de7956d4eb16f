// proves: shadowing in blocks, for statements, parameters; tags, labels and members apart
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int x = 1;
struct x { int x; };
typedef struct x T;

static int shadow(int x) {
  int r = x;
  for (int x = 10; x < 12; x++) {
    r += x;
    {
      int x = 100;
      r += x;
    }
  }
  if (r) {
    int y = x, x = y + 1;
    r += x;
  }
  return r;
}

static int typedef_shadow(void) {
  T a = {3};
  int T = 4;
  int b = (T)-1;
  {
    struct x T = {5};
    b += T.x;
  }
  return a.x * 100 + b * 10 + (int)sizeof(T);
}

static int label_space(int n) {
  struct n { int n; } s = {n};
n:
  s.n--;
  if (s.n > n / 2) goto n;
  return s.n;
}

static int inner_tag(void) {
  struct x { char c[3]; };
  int size = sizeof(struct x);
  {
    struct x;
    struct x { char c[7]; };
    size = size * 10 + sizeof(struct x);
  }
  return size;
}
static int (*volatile f)(int) = shadow;

int main(void) {
  CHECK(f(2) == 2 + 21 + 200 + 3);
  CHECK(typedef_shadow() == 300 + 80 + 4);
  CHECK(label_space(8) == 4 && inner_tag() == 37);
  CHECK(x == 1 && sizeof(struct x) == 4);
  int x = x = 9;
  CHECK(x == 9);
  return 0;
}

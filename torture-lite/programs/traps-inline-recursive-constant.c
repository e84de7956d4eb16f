// proves: an inlined function keeps its own copies of its locals and statics
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static inline int counter(int add) { static int n = 100; int old = n; n += add; return old; }
static inline int twice(int x) { int t = x; t += x; return t; }
static inline int power(int b, int e) { return e == 0 ? 1 : b * power(b, e - 1); }
static inline void swap(int *a, int *b) { int t = *a; *a = *b; *b = t; }

int main(void) {
  int t = 3, u = 4;
  CHECK(twice(t) + twice(twice(u)) == 22 && t == 3);
  CHECK(counter(1) == 100 && counter(10) == 101 && counter(0) == 111);
  CHECK(power(2, 10) == 1024 && power(-3, 3) == -27 && power(t, u) == 81);
  swap(&t, &u);
  swap(&t, &t);
  CHECK(t == 4 && u == 3 && counter(counter(5)) == 116 && counter(0) == 227);
  return 0;
}

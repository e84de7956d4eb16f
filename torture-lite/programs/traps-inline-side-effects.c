// proves: inlining evaluates each argument once, before the body, and gives parameters own storage
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int evaluations;
static int tick(int x) {
  evaluations++;
  return x;
}

static inline int square(int x) { return x * x; }
static inline int ignore(int x, int y) {
  (void)x;
  return y;
}
static inline int clobber(int x) {
  x += 100;
  return x;
}
static inline int choose(int c, int a, int b) { return c ? a : b; }
static inline int *pick(int *a, int *b, int first) { return first ? a : b; }
static inline int early(int n) {
  for (int i = 0;; i++) {
    if (i * i >= n) return i;
    if (i > 50) return -1;
  }
}
static inline void set(int *p, int v) { *p = v; }
static inline int reads_twice(const int *p) {
  int a = *p;
  tick(0);
  return a * 10 + *p;
}

static int global = 1;
static inline int use_global(int captured) {
  global = 50;
  return captured + global;
}

int main(void) {
  int i = 3;
  CHECK(square(i++) == 9 && i == 4 && square(++i) == 25);
  CHECK(ignore(i++, 7) == 7);
  CHECK(i == 6);
  CHECK(clobber(i) == 106 && i == 6 && clobber(clobber(i)) == 206);
  CHECK(choose(tick(1), tick(2), tick(3)) == 2 && evaluations == 3);
  int a = 1, b = 2;
  *pick(&a, &b, 0) = 20;
  CHECK(a == 1 && b == 20);
  CHECK(early(26) == 6 && early(10000) == -1 && early(0) == 0);
  set(&a, b + a);
  CHECK(a == 21 && reads_twice(&a) == 231);
  CHECK(use_global(global) == 51 && use_global(global) == 100);
  CHECK(square(square(2) + square(1)) == 25 && evaluations == 4);
  return 0;
}

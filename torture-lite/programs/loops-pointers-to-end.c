// proves: loops over half-open pointer ranges touch every element once
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int v[10] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
static int forward(const int *p, const int *e) { int s = 0; while (p != e) s = s * 3 + *p++; return s; }
static int backward(const int *p, const int *e) { int s = 0; while (e != p) s = s * 3 + *--e; return s; }
static int pairs(const int *p, const int *e) { int s = 0; for (; e - p >= 2; p += 2) s += p[0] * p[1]; return s; }

int main(void) {
  int s = 0, t = 0;
  for (int i = 0; i < 10; i++) s = s * 3 + v[i], t = t * 3 + v[9 - i];
  CHECK(forward(v, v + 10) == s && backward(v, v + 10) == t && forward(v, v) == 0);
  CHECK(pairs(v, v + 10) == 2 + 12 + 30 + 56 + 90 && pairs(v, v + 9) == 100 && pairs(v, v + 1) == 0);
  return 0;
}

// proves: case values at the ends of int are told from their neighbours
#include <limits.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int x) {
  switch (x) {
    case INT_MIN: return 1;
    case INT_MIN + 1: return 2;
    case -1: return 3;
    case 0: return 4;
    case INT_MAX - 1: return 5;
    case INT_MAX: return 6;
  }
  return 0;
}
static int dense(int x) {
  switch (x) {
    case INT_MAX - 4: return 1; case INT_MAX - 3: return 2; case INT_MAX - 2: return 3;
    case INT_MAX - 1: return 4; case INT_MAX: return 5;
    default: return 0;
  }
}

int main(void) {
  volatile int v = INT_MIN;
  CHECK(f(v) == 1 && f(v + 1) == 2 && f(v + 2) == 0 && f(-1) == 3 && f(0) == 4 && f(1) == 0);
  v = INT_MAX;
  CHECK(f(v) == 6 && f(v - 1) == 5 && f(v - 2) == 0);
  for (int i = 0; i < 9; i++) CHECK(dense(v - i) == (i < 5 ? 5 - i : 0));
  CHECK(dense(INT_MIN) == 0 && dense(INT_MIN + 3) == 0 && dense(-1) == 0);
  return 0;
}

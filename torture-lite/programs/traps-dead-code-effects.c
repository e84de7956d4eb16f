// proves: code whose result is unused still performs its calls, stores and volatile accesses
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int effects;
static int count(int x) {
  effects++;
  return x;
}
static int pure(int x) { return x * x + 1; }
static int stores(int *p) {
  *p = 5;
  return 0;
}
static int (*volatile c)(int) = count;

static int loop_for_effect(int n) {
  for (int i = 0; i < n; i++) c(i);
  for (int i = 0; i < n; i++) pure(i);
  return effects;
}

static int unused_results(int x) {
  int a = c(x), b = pure(x), local = 1;
  (void)a, (void)b;
  c(1) + c(2);
  (void)(c(3) * 0);
  (void)(c(4) && 0);
  if (c(5)) {
  }
  switch (c(6)) {
  }
  c(0) ? c(1) : c(2);
  stores(&local) * 0;
  return local;
}

static int after_return(int x) {
  if (x > 0) return 1;
  if (x <= 0) return 2;
  c(99);
  return 3;
}

static int same_branches(int x) {
  if (c(x)) return 7;
  else return 7;
}

static int zero_times(int x) { return c(x) * 0 + (c(x) & 0) + (c(x), 0) + (c(x) - c(x)); }

int main(void) {
  CHECK(loop_for_effect(5) == 5);
  CHECK(unused_results(3) == 5 && effects == 5 + 9);
  CHECK(after_return(1) == 1 && after_return(-1) == 2 && effects == 14);
  CHECK(same_branches(0) == 7 && effects == 15);
  CHECK(zero_times(4) == 0 && effects == 20);
  CHECK(sizeof(c(1)) == 4 && effects == 20);
  return 0;
}

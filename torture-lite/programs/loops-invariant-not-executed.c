// proves: what a loop would compute is not computed when it runs zero times
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int zero, nothing;
static int *volatile null;
static int table[4] = {1, 2, 3, 4};

static int divide(int n, int by) {
  int total = 0;
  for (int i = 0; i < n; i++) total += 100 / by;
  return total;
}
static int load(int n, int *p) {
  int total = 0;
  while (n-- > 0) total += *p;
  return total;
}
static int guarded(int n, int by) {
  int total = 0;
  for (int i = 0; i < n; i++) if (by != 0) total += 12 / by + 12 % by;
  return total;
}

int main(void) {
  CHECK(divide(nothing, zero) == 0 && divide(3, 7) == 42);
  CHECK(load(nothing, null) == 0 && load(3, &table[2]) == 9);
  CHECK(guarded(5, zero) == 0 && guarded(5, 5) == 20);
  return 0;
}

// proves: each argument is evaluated once, also where a macro or inlining repeats it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int n;
static int tick(void) { return ++n; }
static inline int square(int x) { return x * x + x - x; }
static inline int max(int a, int b) { return a > b ? a : b; }
int main(void) {
  CHECK(square(tick()) == 1 && square(tick()) == 4 && n == 2 && max(tick(), 0) == 3 && max(0, tick()) == 4 && n == 4);
  int a[6] = {0}, i = 0;
  a[i++] += 5;
  a[i++]++;
  a[max(i++, 1)] |= 8;
  CHECK(i == 3 && a[0] == 5 && a[1] == 1 && a[2] == 8);
  return 0;
}

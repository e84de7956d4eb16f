// proves: a load in a loop sees the store of the trip before
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int a[32], b[32];
static void prefix(int *p, int n) { for (int i = 1; i < n; i++) p[i] += p[i - 1]; }
static void shift(int *p, const int *q, int n) { for (int i = 0; i < n; i++) p[i] = q[i] + 1; }

int main(void) {
  for (int i = 0; i < 32; i++) a[i] = 1, b[i] = i;
  void (*volatile f)(int *, int) = prefix;
  void (*volatile g)(int *, const int *, int) = shift;
  f(a, 32);
  CHECK(a[31] == 32 && a[16] == 17);
  g(b + 1, b, 31);
  for (int i = 0; i < 32; i++) CHECK(b[i] == i);
  g(b, b + 1, 31);
  CHECK(b[0] == 2 && b[30] == 32);
  g(a + 4, a, 28);
  CHECK(a[0] == 1 && a[4] == 2 && a[8] == 3 && a[31] == 11);
  return 0;
}

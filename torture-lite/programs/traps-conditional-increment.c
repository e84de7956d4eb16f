// proves: an increment under a condition happens as often as the condition holds
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int count(const int *v, int n, int key) { int c = 0; for (int i = 0; i < n; i++) c += v[i] == key; return c; }
static int last(const int *v, int n, int key) { int at = -1; while (n--) if (v[n] == key && at < 0) at = n; return at; }
int main(void) {
  static const int v[] = {3, 1, 3, 3, 7, 1, 3};
  volatile int n = 7;
  CHECK(count(v, n, 3) == 4 && count(v, n, 9) == 0 && count(v, 0, 3) == 0 && last(v, n, 1) == 5);
  CHECK(last(v, n, 7) == 4 && last(v, 3, 7) == -1);
  return 0;
}

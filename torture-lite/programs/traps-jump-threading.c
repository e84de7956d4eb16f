// proves: a test known on one path only is still made on the others
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls;
static int known(void) { return ++calls; }
static int f(int a, int b) {
  int state = 0, sum = 0;
  for (int i = 0; i < 6; i++) {
    if (state == 0) {
      state = a > i ? 1 : 2;
      if (state == 1 && b) continue;
    }
    if (state == 1) { sum += 10; state = 2; }
    else if (state == 2) { sum += 1; state = b ? 0 : 3; }
    else { sum += 100 * known(); state = 0; }
    if (state == 0 && sum > 200) break;
  }
  return sum;
}

int main(void) {
  int (*volatile g)(int, int) = f;
  CHECK(g(0, 0) == 302 && calls == 2 && g(9, 1) == 22);
  calls = 0;
  CHECK(g(9, 0) == 322 && calls == 2);
  return 0;
}

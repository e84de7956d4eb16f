// proves: the initializers of a local are evaluated once for each time round
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls;
static int next(void) { return ++calls; }

int main(void) {
  int total = 0;
  for (int i = 0; i < 3; i++) {
    int a[4] = {next(), [2] = next()};
    struct { int x, y; } s = {.y = next()};
    CHECK(a[1] == 0 && a[3] == 0 && s.x == 0);
    total += a[0] * 100 + a[2] * 10 + s.y;
    a[1] = 77;
    s.x = 88;
  }
  CHECK(calls == 9 && total == 123 + 456 + 789);
  return 0;
}

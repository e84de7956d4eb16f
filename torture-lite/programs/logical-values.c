// proves: the logical operators give 0 or 1 of type int and stop as soon as they know
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls;
static int yes(void) { calls++; return 8; }
static int no(void) { calls += 10; return 0; }

int main(void) {
  CHECK((yes() && yes()) == 1 && calls == 2 && (no() && yes()) == 0 && calls == 12);
  CHECK((yes() || no()) == 1 && calls == 13 && (no() || no()) == 0 && calls == 33);
  CHECK(!yes() == 0 && !!yes() == 1 && sizeof(!1l) == 4 && (0.5 && -0.0) == 0 && ("" && 1) == 1);
  calls = 0;
  int n = yes() && (no() || yes()) && !no();
  CHECK(n == 1 && calls == 22);
  n = (yes() == 8) + (no() == 0) * 2 + ((1 && 2) == (3 || 0)) * 4;
  CHECK(n == 7 && -(3 > 2) == -1 && ~(2 > 3) == -1 && (5 > 4 > 3) == 0 && (1 < 0 < 1) == 1);
  return 0;
}

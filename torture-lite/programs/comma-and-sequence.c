// proves: commas and full expressions take effect in order
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int log_;
static int note(int x) { log_ = log_ * 10 + x; return x; }

int main(void) {
  int a = (note(1), note(2), 7), b;
  b = note(3), a += b;
  CHECK(log_ == 123 && a == 10 && b == 3);
  log_ = 0;
  for (int i = 0, j = 5; i < j; note(i), i++, j--) note(j);
  CHECK(log_ == 504132);
  log_ = 0;
  if (note(1), note(0) || note(2)) note(3);
  while (note(4), log_ < 10000000) {}
  CHECK(log_ == 10234444);
  a = (a = 1, a + 1) * (b = 2, b);
  CHECK(a == 4 && b == 2 && (note(1), 2.5) == 2.5);
  return 0;
}

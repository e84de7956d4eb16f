// proves: branches that end alike may be merged only where they are alike
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int x, int *log) {
  int r;
  switch (x) {
    case 0: *log += 1; r = 5; break;
    case 1: *log += 1; r = 6; break;
    case 2: *log += 2; r = 5; break;
    default: r = 5; *log += 1; break;
  }
  if (x & 1) { r += *log; *log = 0; } else { r += *log; *log = 1; }
  return r;
}

int main(void) {
  int log = 10;
  CHECK(f(0, &log) == 16 && log == 1);
  CHECK(f(1, &log) == 8 && log == 0);
  CHECK(f(2, &log) == 7 && log == 1);
  CHECK(f(7, &log) == 7 && log == 0);
  return 0;
}

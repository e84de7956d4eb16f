// proves: nested switches keep their own cases, breaks and defaults; unreachable code is skipped
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int a, int b) {
  int trace = 0;
  switch (a) {
    int never = 5;
    case 0:
      switch (b) {
        case 0: trace = 1; break;
        case 1: trace = 2;
        default: trace += 10; break;
      }
      trace += 100;
      break;
    case 1:
      while (1) {
        switch (b++) {
          case 3: trace += 7; continue;
          case 5: break;
          default: trace++; continue;
        }
        break;
      }
      break;
    case 2:
      for (never = 0; never < 4; never++) {
        case 7: trace = trace * 10 + 1;
          if (b == never) break;
      }
      trace += 1000;
      break;
    default:
      if (b) {
        case 9: trace = 9;
      } else {
        case 10: trace = 10;
      }
  }
  return trace;
}
static int (*volatile g)(int, int) = f;

int main(void) {
  CHECK(g(0, 0) == 101 && g(0, 1) == 112 && g(0, 2) == 110);
  CHECK(g(1, 0) == 3 + 7 + 1 && g(1, 5) == 0 && g(1, 4) == 1);
  CHECK(g(2, 0) == 1001 && g(2, 2) == 1111 && g(2, 9) == 2111);
  CHECK(g(9, 0) == 9 && g(10, 1) == 10 && g(8, 1) == 9 && g(8, 0) == 10);
  return 0;
}

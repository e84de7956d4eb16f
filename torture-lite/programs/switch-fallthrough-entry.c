// proves: control enters a switch at its label and falls through the rest
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int run(int n) {
  int log = 0;
  switch (n) {
    default: log = log * 10 + 9;
    case 1: log = log * 10 + 1;
    case 2:
    case 3: log = log * 10 + 3; break;
    case 4: log = log * 10 + 4;
    case 5: { case 6: log = log * 10 + 6; }
  }
  return log;
}

int main(void) {
  static const int expected[] = {913, 13, 3, 3, 46, 6, 6, 913};
  for (volatile int i = 0; i < 8; i++) CHECK(run(i) == expected[i]);
  CHECK(run(-1) == 913);
  return 0;
}

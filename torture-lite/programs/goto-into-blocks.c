// proves: a goto may enter a block and pass over initializers
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int which) {
  int total = 0;
  if (which) goto inside;
  {
    int x = 5;
    total += x;
  inside:
    x = which + 1;
    total += x * 10;
  }
  for (int i = 0; i < 3; i++) {
    if (i == 1 && which == 2) goto out;
    total += 100;
  }
out:
  return total;
}

int main(void) {
  int (*volatile g)(int) = f;
  CHECK(g(0) == 315 && g(1) == 320 && g(2) == 130);
  return 0;
}

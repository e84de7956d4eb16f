// proves: locals beyond the reach of short offsets are addressed right
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int k) {
  volatile char low[3000], middle[70000];
  volatile int high[5];
  low[2999] = 1;
  middle[0] = middle[69999] = (char)k;
  high[k] = 7;
  return low[2999] + middle[0] * 10 + middle[69999] * 100 + high[k] * 1000;
}
int main(void) {
  int (*volatile g)(int) = f;
  CHECK(g(2) == 7221 && g(4) == 7441);
  return 0;
}

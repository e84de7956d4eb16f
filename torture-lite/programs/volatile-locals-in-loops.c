// proves: a volatile local is written and read each trip
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile int i, n = 0;
  for (i = 0; i < 5; ++i) { n = n + i; if (i == 3) i = 3; }
  CHECK(n == 10 && i == 5);
  volatile char c[3] = {1, 2, 3};
  int s = 0;
  for (int k = 0; k < 3; k++) { c[k] += 100; s += c[k]; }
  CHECK(s == 306 && c[2] == 103);
  return 0;
}

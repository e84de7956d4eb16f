// proves: gotos between two loops run each where they enter
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int f(int n) {
  int a = 0, b = 0;
first:
  while (a < n) {
    a++;
    if (a % 3 == 0) goto second;
  }
  return a * 100 + b;
second:
  do {
    b += 2;
    if (b % 4 == 0) goto first;
  } while (b < 100);
  return -1;
}

int main(void) {
  int (*volatile g)(int) = f;
  CHECK(g(0) == 0 && g(2) == 200 && g(3) == 304 && g(9) == 912 && g(10) == 1012);
  return 0;
}

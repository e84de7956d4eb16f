// proves: a second counter that steps unlike the first is not replaced by it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile int end = 20;
  unsigned char wraps = 250;
  int j = 100, k = 0, sum = 0;
  for (int i = 0; i < end; i++, j -= 3, wraps++) { sum += wraps > 200; if (i & 1) k += i; }
  CHECK(j == 40 && wraps == 14 && sum == 6 && k == 100);
  return 0;
}

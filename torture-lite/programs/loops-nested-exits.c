// proves: inner loops change the bounds that outer loops test
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile int limit = 4;
  int n = limit, steps = 0, sum = 0;
  for (int i = 0; i < n; i++) {
    for (int j = i; j < n; j++) {
      steps++;
      if (j == 2 && n < 7) n++;
      sum += i * j;
    }
  }
  int check = 0, count = 0, m = 4;
  for (int i = 0; i < m; i++) for (int j = i; j < m; j++) { count++; if (j == 2 && m < 7) m += 1; check += i * j; }
  CHECK(steps == count && sum == check && n == m && n == 7);
  int k = 0;
  while (k < 10) { int add = 3; while (add-- && k < 9) k++; k += k == 9; }
  CHECK(k == 10);
  return 0;
}

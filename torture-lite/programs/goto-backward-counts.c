// proves: a loop made of gotos runs as often as its test tells
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int collatz(unsigned n) {
  int steps = 0;
again:
  if (n == 1) goto done;
  steps++;
  if (n & 1) goto odd;
  n /= 2;
  goto again;
odd:
  n = 3 * n + 1;
  goto again;
done:
  return steps;
}

int main(void) {
  CHECK(collatz(1) == 0 && collatz(6) == 8 && collatz(27) == 111 && collatz(97) == 118);
  int a[6] = {5, 3, 6, 1, 4, 2}, i;
restart:
  i = 1;
scan:
  if (i == 6) goto sorted;
  if (a[i - 1] <= a[i]) { i++; goto scan; }
  { int t = a[i]; a[i] = a[i - 1]; a[i - 1] = t; }
  goto restart;
sorted:
  for (i = 0; i < 6; i++) CHECK(a[i] == i + 1);
  return 0;
}

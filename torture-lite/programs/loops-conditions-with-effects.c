// proves: the condition of a loop is evaluated once more than its body
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int calls;
static int more(int limit) { return calls++ < limit; }
int main(void) {
  int n = 0;
  while (more(3)) n++;
  for (; more(8);) n += 10;
  do n += 100; while (more(11));
  CHECK(n == 3 + 40 + 300 && calls == 12);
  return 0;
}

// proves: thread-local objects start with their values and have addresses
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static _Thread_local int counter = 40;
static _Thread_local char name[8] = "abc";
static __thread double zeros[100];
static __thread int *self;

static int *bump(int by) { counter += by; return &counter; }

int main(void) {
  CHECK(counter == 40 && name[1] == 'b' && zeros[99] == 0 && self == 0);
  self = bump(2);
  CHECK(*self == 42 && self == &counter);
  for (int i = 0; i < 100; i++) zeros[i] = i;
  double sum = 0;
  for (double *p = zeros; p < zeros + 100; p++) sum += *p;
  name[0]++;
  CHECK(sum == 4950 && name[0] == 'b' && *bump(-2) == 40);
  return 0;
}

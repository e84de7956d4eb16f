// proves: a pointer into the middle of an array takes negative indexes
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int a[9] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
static int at(const int *p, int i) { return p[i] * 10 + i[p + 1]; }

int main(void) {
  volatile int i = -3;
  const int *middle = &a[4];
  CHECK(middle[i] == 1 && at(middle, i) == 12 && at(middle, -4) == 1 && *(middle + i) == 1);
  CHECK(middle[-1] == 3 && (&a[9])[i] == 6 && at(a + 8, i * 2) == 23);
  signed char c = -2;
  unsigned char u = 3;
  CHECK(middle[c] == 2 && middle[u] == 7 && middle[c + 0l] == 2);
  return 0;
}

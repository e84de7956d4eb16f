// proves: one goto leaves loops and switches of any depth
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int find(int wanted, int *steps) {
  *steps = 0;
  for (int i = 0;; i++) {
    for (int j = 0; j <= i; j++) {
      int k = 0;
      while (1) {
        ++*steps;
        switch (k * 2 + j - i) {
          case 0: if (i * 100 + j * 10 + k == wanted) goto done; break;
          case 1: goto next;
          default: if (i > 6) goto give_up;
        }
        if (++k > 3) break;
      }
    next:;
    }
  }
give_up:
  return -1;
done:
  return wanted;
}

int main(void) {
  int steps;
  CHECK(find(0, &steps) == 0 && steps == 1);
  CHECK(find(201, &steps) == 201 && steps > 1);
  CHECK(find(999, &steps) == -1);
  return 0;
}

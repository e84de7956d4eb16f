// proves: nothing moves above the exit that guards it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int reads;
static int read(const int *p) { reads++; return *p; }
static int first_even(const int *p, const int *end) {
  for (; p != end; p++) {
    int x = read(p);
    if (x < 0) return -1;
    if (x % 2 == 0) return x;
  }
  return 0;
}
static void require(int x) { if (x > 100) exit(3); }

int main(void) {
  static const int v[] = {1, 3, 8, 5, -1};
  CHECK(first_even(v, v + 5) == 8 && reads == 3 && first_even(v, v + 2) == 0 && reads == 5);
  CHECK(first_even(v + 3, v + 5) == -1 && reads == 7 && first_even(v, v) == 0 && reads == 7);
  volatile int zero = 0, big = 7;
  for (int i = 0; i < 3; i++) {
    require(big);
    if (zero != 0) big = 100 / zero;
  }
  CHECK(big == 7);
  return 0;
}

// proves: exchanges through xor, sums and memory end as exchanges
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static void by_xor(int *a, int *b) { *a ^= *b; *b ^= *a; *a ^= *b; }
static void by_sum(unsigned *a, unsigned *b) { *a += *b; *b = *a - *b; *a -= *b; }

int main(void) {
  volatile int v = 77;
  int x = v, y = -v, same = 5;
  by_xor(&x, &y);
  CHECK(x == -77 && y == 77);
  by_xor(&same, &same);
  CHECK(same == 0);
  unsigned a = 0xffffffff, b = v;
  by_sum(&a, &b);
  CHECK(a == 77 && b == 0xffffffff);
  int p = 1, q = 2, r = 3;
  for (int i = 0; i < v; i++) { int t = p; p = q; q = r; r = t; }
  CHECK(p == 3 && q == 1 && r == 2);
  return 0;
}

// proves: a signed bit-field compares as a negative number
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { int a : 3; signed b : 1; int c : 17; long d : 40; };

int main(void) {
  volatile int k = 7;
  struct s v = {k, k, 1 << 16, 1l << 39};
  CHECK(v.a == -1 && v.b == -1 && v.c == -65536 && v.d == -(1l << 39));
  CHECK(v.a < 0 && v.b < 0 && v.c < v.a && v.d < v.c && (unsigned)v.a == ~0u && v.a * v.b == 1);
  CHECK((v.a = 3) == 3 && (v.a = 4) == -4 && (v.b = 1) == -1 && (v.d = k) == 7);
  CHECK(v.a / 3 == -1 && v.a % 3 == -1 && v.a >> 1 == -2 && -v.a == 4 && (v.a ^ v.b) == 3);
  return 0;
}

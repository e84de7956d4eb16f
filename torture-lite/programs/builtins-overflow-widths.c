// proves: the overflow builtins judge by the type of the result
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int i = 2147483647;
static volatile unsigned u = 4000000000u;
static volatile long l = 0x7fffffffffffffff;

int main(void) {
  int r;
  long w;
  unsigned char c;
  unsigned long ul;
  CHECK(__builtin_add_overflow(i, 1, &r) && r == -2147483647 - 1);
  CHECK(!__builtin_add_overflow(i, 1, &w));
  CHECK(w == 2147483648 && __builtin_mul_overflow(l, 2, &w) && w == -2);
  CHECK(__builtin_add_overflow(u, u, &u) && u == 3705032704u);
  CHECK(!__builtin_sub_overflow(100, 50, &c) && c == 50 && __builtin_sub_overflow(50, 100, &c));
  CHECK(c == 206 && __builtin_add_overflow(200, 56, &c) && c == 0);
  CHECK(__builtin_sub_overflow(0u, 1, &ul) && ul == ~0ul && !__builtin_mul_overflow(i, i, &w));
  CHECK(!__builtin_add_overflow(-1, 1u, &r) && r == 0 && __builtin_add_overflow(l, 1, &r));
  return 0;
}

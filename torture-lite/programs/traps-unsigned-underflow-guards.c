// proves: tests that rely on unsigned wrap-around hold
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static unsigned long span(unsigned long from, unsigned long to) { return to - from; }
static int inside(unsigned x, unsigned low, unsigned high) { return x - low <= high - low; }
static int adds(unsigned a, unsigned b) { return a + b < a; }
static int room(unsigned used, unsigned size) { return size - used > 10 && used <= size; }

int main(void) {
  volatile unsigned u = 5;
  CHECK(span(u, 3) == ~0ul - 1 && span(3, u) == 2);
  CHECK(inside(u, 5, 5) && !inside(u, 6, 9) && inside(u, 6, 5) && !inside(4, 5, 9));
  CHECK(adds(~0u, u) && !adds(~0u - u, u) && adds(1u << 31, 1u << 31));
  CHECK(room(u, 20) && !room(u, 15) && !room(u, 3));
  int n = 0;
  for (unsigned i = u; i + 1 > 0 && i <= u; i--) n++;
  CHECK(n == 6);
  return 0;
}

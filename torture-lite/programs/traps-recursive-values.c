// proves: values kept over two recursive calls are those of their own frame
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int fib(int n) { if (n < 2) return n; int a = fib(n - 1), b = fib(n - 2); return a + b; }
static int ack(int m, int n) { return m == 0 ? n + 1 : ack(m - 1, n == 0 ? 1 : ack(m, n - 1)); }
static double tree(int d, double x) { return d == 0 ? x : x + tree(d - 1, x / 2) - tree(d - 1, x * 2) * 0.25; }
int main(void) {
  volatile int n = 15;
  CHECK(fib(n) == 610 && ack(2, 3) == 9 && tree(0, 4) == 4 && tree(1, 4) == 4 && tree(2, 4) == 4);
  return 0;
}

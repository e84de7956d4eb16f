// proves: thousands of frames with saved values in each, unwound in the right order
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int visits;

static long chain(int n, long a, long b, double c, int *parent) {
  visits++;
  if (n == 0) return a + b + (long)c;
  int here = n;
  long r = chain(n - 1, b, a + n, c + 0.5, &here);
  CHECK(here == n + (n > 1));
  if (parent) ++*parent;
  return r + (a ^ n) - b + here;
}

static long leaf(int n, long a, long b, double c) {
  long as[2001], bs[2001];
  for (int k = n; k > 0; k--) {
    as[k] = a;
    bs[k] = b;
    a = b;
    b = as[k] + k;
    c += 0.5;
  }
  long r = a + b + (long)c;
  for (int k = 1; k <= n; k++) r += (as[k] ^ k) - bs[k] + k + (k > 1);
  return r;
}
static long (*volatile f)(int, long, long, double, int *) = chain;

int main(void) {
  CHECK(f(2000, 3, 4, 1.0, NULL) == leaf(2000, 3, 4, 1.0));
  CHECK(visits == 2001);
  CHECK(f(1, 3, 4, 1.0, NULL) == leaf(1, 3, 4, 1.0));
  int parent = 5;
  CHECK(f(0, 3, 4, 1.0, &parent) == 8 && parent == 5);
  CHECK(f(7, -1, 1, 0.0, &parent) == leaf(7, -1, 1, 0.0) && parent == 6);
  return 0;
}

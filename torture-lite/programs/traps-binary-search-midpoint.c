// proves: a midpoint that would overflow as a sum does not as a difference
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int find(const int *v, unsigned n, int x) {
  unsigned low = 0, high = n;
  while (low < high) {
    unsigned middle = low + (high - low) / 2;
    if (v[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low < n && v[low] == x ? (int)low : -1;
}
static int middle(int a, int b) { return a + (b - a) / 2; }
static unsigned average(unsigned a, unsigned b) { return (a & b) + ((a ^ b) >> 1); }

int main(void) {
  int v[100];
  for (int i = 0; i < 100; i++) v[i] = i * i;
  for (int i = 0; i < 100; i++) CHECK(find(v, 100, i * i) == i && find(v, i, i * i) == -1);
  CHECK(find(v, 100, 2) == -1 && find(v, 0, 0) == -1 && find(v, 100, -1) == -1);
  CHECK(middle(2147483000, 2147483646) == 2147483323 && average(~0u, ~0u - 2) == ~0u - 1);
  return 0;
}

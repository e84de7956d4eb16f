// proves: pointers into one array compare as their indexes do
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int a[10];
static int count(const int *p, const int *end) { int n = 0; while (p < end) n++, p++; return n; }

int main(void) {
  volatile int i = 3, j = 7;
  int *p = a + i, *q = &a[j], *end = a + 10;
  CHECK(p < q && q > p && p != q && p <= q && q - p == 4 && p - q == -4 && p + 4 == q);
  CHECK(count(p, q) == 4 && count(q, p) == 0 && count(a, end) == 10 && end - 10 == a);
  CHECK((p > a) + (q < end) + !(p == q) + (p && q) == 4 && !(&a[0] > a) && &a[9] + 1 == end);
  unsigned long x = (unsigned long)p, y = (unsigned long)q;
  CHECK(y - x == 4 * sizeof(int) && (int *)(x + 4 * sizeof(int)) == q);
  char *c = (char *)p;
  c += sizeof(int) * 2;
  CHECK((int *)c == &a[5] && (void *)c == (void *)(a + 5));
  return 0;
}

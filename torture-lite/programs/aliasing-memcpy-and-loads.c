// proves: memcpy and memset are stores to the objects that they name
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { int a; double b; };

static double f(struct s *p, const void *from, size_t n) {
  p->a = 1;
  p->b = 2;
  memcpy(p, from, n);
  double sum = p->a + p->b;
  memset(&p->a, 0xff, sizeof p->a);
  return sum * 10 + p->a;
}

int main(void) {
  struct s x = {7, 8}, y;
  double (*volatile g)(struct s *, const void *, size_t) = f;
  CHECK(g(&y, &x, sizeof x) == 149 && g(&y, &x, sizeof(int)) == 89 && g(&y, &x, 0) == 29);
  return 0;
}

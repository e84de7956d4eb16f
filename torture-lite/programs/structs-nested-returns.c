// proves: a structure returned through several calls arrives whole
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct m { long v[4]; };
static struct m one(long k) { return (struct m){{k, k + 1, k + 2, k + 3}}; }
static struct m add(struct m a, struct m b) {
  for (int i = 0; i < 4; i++) a.v[i] += b.v[i];
  return a;
}
static struct m sum(int n) { return n == 0 ? one(0) : add(sum(n - 1), one(n)); }
static struct m both(struct m (*f)(int), int n) { struct m r = f(n); return add(r, f(n)); }

int main(void) {
  struct m r = sum(4);
  CHECK(r.v[0] == 10 && r.v[3] == 25);
  r = both(sum, 4);
  CHECK(r.v[0] == 20 && r.v[1] == 30 && add(r, r).v[2] == 80);
  r = add(r, add(r, r));
  CHECK(r.v[3] == 150);
  return 0;
}

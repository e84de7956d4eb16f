// proves: structures that find no free registers go to the stack, in order, next to scalars
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct pair { long a, b; };
struct vec { double x, y; };
struct triple { int v[5]; };

static long ints(int a, struct pair p, int b, struct pair q, struct pair r, int c, int d) {
  return a + 10 * p.a + 100 * p.b + 1000 * b + 10000 * q.a + 100000 * q.b + 1000000 * r.a +
         10000000 * r.b + 100000000l * c + 1000000000l * d;
}

static double floats(struct vec a, double b, struct vec c, struct vec d, struct vec e, double f,
                     struct vec g) {
  return a.x + a.y * 2 + b * 4 + c.x * 8 + c.y * 16 + d.x * 32 + d.y * 64 + e.x * 128 +
         e.y * 256 + f * 512 + g.x * 1024 + g.y * 2048;
}

static int memory(struct triple a, int b, struct triple c, long d, struct triple e) {
  int t = b + (int)d;
  for (int i = 0; i < 5; i++) t = t * 2 + a.v[i] - c.v[4 - i] + e.v[i];
  return t;
}

static long (*volatile pints)(int, struct pair, int, struct pair, struct pair, int, int) = ints;
static double (*volatile pfloats)(struct vec, double, struct vec, struct vec, struct vec, double,
                                  struct vec) = floats;
static int (*volatile pmemory)(struct triple, int, struct triple, long, struct triple) = memory;

int main(void) {
  struct pair p = {2, 3}, q = {5, 6}, r = {7, 8};
  CHECK(pints(1, p, 4, q, r, 9, 1) == 1987654321l);
  struct vec one = {1, 1}, none = {0, 0};
  CHECK(pfloats(one, 1, none, one, none, 1, one) == 1 + 2 + 4 + 32 + 64 + 512 + 1024 + 2048);
  CHECK(pfloats(none, 0, one, none, one, 0, none) == 8 + 16 + 128 + 256);
  struct triple a = {{1, 2, 3, 4, 5}}, c = {{5, 4, 3, 2, 1}}, e = {{10, 20, 30, 40, 50}};
  CHECK(pmemory(a, 3, c, 4, e) == 7 * 32 + 10 * 16 + 20 * 8 + 30 * 4 + 40 * 2 + 50);
  return 0;
}

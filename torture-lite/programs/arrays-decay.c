// proves: arrays decay in expressions and parameters, but not under sizeof, & and initializers
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

typedef int five[5];

static unsigned long as_parameter(five p) { return sizeof p; }
static int sum(int n, const int v[static 1]) {
  int s = 0;
  while (n--) s += *v++;
  return s;
}
static int last(five *whole) { return (*whole)[4]; }
static five *second(five *list) { return list + 1; }

struct holder { five items; };
static struct holder make(int from) {
  struct holder h;
  for (int i = 0; i < 5; i++) h.items[i] = from + i;
  return h;
}
static struct holder (*volatile build)(int) = make;

int main(void) {
  five a = {1, 2, 3, 4, 5}, pair[2] = {{0}, {6, 7, 8, 9, 10}};
  CHECK(sizeof a == 20 && sizeof(a + 0) == 8 && sizeof &a == 8 && sizeof *&a == 20);
  CHECK(as_parameter(a) == 8 && sum(5, a) == 15 && last(&a) == 5);
  CHECK((void *)&a == (void *)a && (int *)(&a + 1) == a + 5);
  CHECK(last(second(pair)) == 10 && *second(pair)[0] == 6);
  CHECK(build(40).items[3] == 43);
  CHECK(sum(5, build(10).items) == 60);
  struct holder h = build(1), g = h;
  g.items[0] = 100;
  CHECK(sum(5, h.items) == 15 && sum(5, g.items) == 114);
  int *p = a, *const end = a + sizeof a / sizeof *a;
  int product = 1;
  while (p != end) product *= *p++;
  CHECK(product == 120);
  int i = 0;
  a[i] = i + 50;
  a[(i += 2)] += 5;
  CHECK(a[0] == 50 && a[2] == 8 && i == 2);
  CHECK((i ? a : pair[1])[1] == 2 && *(1 + a) == 2);
  return 0;
}

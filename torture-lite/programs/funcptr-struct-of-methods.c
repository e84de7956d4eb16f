// proves: function pointers in structures are called with their own object
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct shape { const char *name; double (*area)(const struct shape *); double a, b; };
static double square(const struct shape *s) { return s->a * s->a; }
static double oblong(const struct shape *s) { return s->a * s->b; }
static const struct shape list[] = {{"s", square, 3, 0}, {"o", oblong, 2, 4.5}, {.area = square, .a = 0.5}};
static double total(const struct shape *s, int n, double (*f)(const struct shape *)) {
  double t = 0;
  while (n--) t += f ? f(s) : s->area(s), s++;
  return t;
}

int main(void) {
  CHECK(total(list, 3, 0) == 18.25 && total(list, 2, square) == 13 && list[1].area(&list[0]) == 0);
  const struct shape *p = list + 1, copy = *p;
  CHECK((*copy.area)(p--) == 9 && p->name[0] == 's' && copy.area == oblong);
  return 0;
}

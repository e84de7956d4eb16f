// proves: structures of floats and of a float beside an integer travel whole
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct ff { float a, b; };
struct fff { float a, b, c; };
struct fi { float a; int b; };
struct dc { double a; char b; };
struct df { double a; float b; };

static struct ff f1(struct ff x) { return (struct ff){x.b, x.a}; }
static struct fff f2(struct fff x, struct ff y) { return (struct fff){x.c, x.b + y.a, x.a}; }
static struct fi f3(struct fi x, struct df y) {
  return (struct fi){(float)y.a + x.a, x.b - (int)y.b};
}
static struct dc f4(struct dc x) { return (struct dc){-x.a, (char)(x.b + 1)}; }

int main(void) {
  struct ff (*volatile g1)(struct ff) = f1;
  struct fff (*volatile g2)(struct fff, struct ff) = f2;
  struct fi (*volatile g3)(struct fi, struct df) = f3;
  struct dc (*volatile g4)(struct dc) = f4;
  struct ff a = g1((struct ff){1.5f, -2.5f});
  CHECK(a.a == -2.5f && a.b == 1.5f);
  struct fff b = g2((struct fff){1, 2, 3}, a);
  CHECK(b.a == 3 && b.b == -0.5f && b.c == 1);
  struct fi c = g3((struct fi){0.25f, 40}, (struct df){8, 5.5f});
  CHECK(c.a == 8.25f && c.b == 35);
  struct dc d = g4((struct dc){6.5, 'a'});
  CHECK(d.a == -6.5 && d.b == 'b');
  return 0;
}

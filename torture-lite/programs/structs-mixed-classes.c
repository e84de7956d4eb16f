// proves: structures mixing integers and floating members follow the ABI in both directions
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct di { double d; int i; };
struct id { int i; double d; };
struct ff { float a, b; };
struct fff { float a, b, c; };
struct dd { double a, b; };
struct fi { float f; int i; };
struct cfd { char c; float f; double d; };
struct ddd { double a, b, c; };

static struct di f1(struct id x) { return (struct di){x.d * 2, x.i + 1}; }
static struct id f2(struct di x) { return (struct id){x.i - 1, x.d / 4}; }
static struct ff f3(struct fff x) { return (struct ff){x.a + x.b, x.c}; }
static struct fff f4(struct ff x, int k) { return (struct fff){x.b, x.a, (float)k}; }
static struct dd f5(struct fi x, struct cfd y) {
  return (struct dd){x.f + y.d, x.i + y.c + (double)y.f};
}
static struct ddd f6(struct dd x, double y, struct ddd z) {
  return (struct ddd){x.a + z.c, x.b + z.b, y + z.a};
}

static struct di (*volatile p1)(struct id) = f1;
static struct id (*volatile p2)(struct di) = f2;
static struct ff (*volatile p3)(struct fff) = f3;
static struct fff (*volatile p4)(struct ff, int) = f4;
static struct dd (*volatile p5)(struct fi, struct cfd) = f5;
static struct ddd (*volatile p6)(struct dd, double, struct ddd) = f6;

int main(void) {
  struct id a = p2(p1((struct id){41, 2.5}));
  CHECK(a.i == 41 && a.d == 1.25);
  struct ff b = p3(p4((struct ff){1.5f, 2.5f}, 7));
  CHECK(b.a == 4.0f && b.b == 7.0f);
  struct dd c = p5((struct fi){0.5f, -3}, (struct cfd){10, 0.25f, 4.0});
  CHECK(c.a == 4.5 && c.b == 7.25);
  struct ddd d = p6(c, 100.0, (struct ddd){1, 2, 3});
  CHECK(d.a == 7.5 && d.b == 9.25 && d.c == 101.0);
  return 0;
}

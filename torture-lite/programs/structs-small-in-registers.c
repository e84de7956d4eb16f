// proves: structures of three, five, six and seven bytes keep every byte
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s3 { char c[3]; };
struct s5 { int i; char c; };
struct s6 { short s[3]; };
struct s7 { char c[7]; };
struct __attribute__((packed)) p7 { int i; short s; char c; };

static struct s3 f3(struct s3 x) { x.c[2]++; return x; }
static struct s6 f6(struct s3 a, struct s6 x, struct s7 b) { x.s[1] += a.c[0] + b.c[6]; return x; }
static struct p7 f7(struct p7 x, struct s5 y) { x.i += y.i; x.c ^= y.c; return x; }

int main(void) {
  struct s3 (*volatile g3)(struct s3) = f3;
  struct s6 (*volatile g6)(struct s3, struct s6, struct s7) = f6;
  struct p7 (*volatile g7)(struct p7, struct s5) = f7;
  struct s3 a = g3((struct s3){{1, 2, 3}});
  CHECK(a.c[0] == 1 && a.c[1] == 2 && a.c[2] == 4);
  struct s6 b = g6(a, (struct s6){{-5, 100, 7}}, (struct s7){{0, 0, 0, 0, 0, 0, 9}});
  CHECK(b.s[0] == -5 && b.s[1] == 110 && b.s[2] == 7);
  struct p7 c = g7((struct p7){1000000, -3, 0x55}, (struct s5){234567, 0x0f});
  CHECK(c.i == 1234567 && c.s == -3 && c.c == 0x5a && sizeof c == 7);
  return 0;
}

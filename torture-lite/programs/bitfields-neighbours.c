// proves: writing one field leaves its neighbours and the padding-free rest untouched
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct packed_flags {
  unsigned char head;
  unsigned a : 1, b : 2, c : 6, d : 7, e : 8;
  unsigned char tail;
};

static volatile unsigned noise = 0xffffffff;

static void set_all(struct packed_flags *s, unsigned x) {
  s->a = x;
  s->b = x;
  s->c = x;
  s->d = x;
  s->e = x;
}
static void (*volatile set)(struct packed_flags *, unsigned) = set_all;

int main(void) {
  struct packed_flags s = {0x5a, 0, 0, 0, 0, 0, 0xa5};
  set(&s, noise);
  CHECK(s.a == 1 && s.b == 3 && s.c == 63 && s.d == 127 && s.e == 255);
  CHECK(s.head == 0x5a && s.tail == 0xa5);
  s.c = noise << 3;
  CHECK(s.c == 56 && s.b == 3 && s.d == 127);
  s.d = s.c;
  CHECK(s.d == 56 && s.e == 255);
  s.b = 0;
  CHECK(s.a == 1 && s.b == 0 && s.c == 56);
  s.e ^= 0xff;
  CHECK(s.e == 0 && s.d == 56 && s.tail == 0xa5);
  s.a ^= s.a;
  s.head = 0;
  s.tail = 0;
  CHECK(s.a == 0 && s.c == 56 && s.d == 56);
  s.c += 10;
  CHECK(s.c == 2 && s.d == 56);
  s.c = s.d = noise;
  CHECK(s.c == 63 && s.d == 127);
  return 0;
}

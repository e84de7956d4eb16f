// proves: the value of an assignment to a bit-field is the value after truncation (6.5.16)
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { unsigned u : 4; signed i : 4; _Bool flag : 1; unsigned long l : 35; };

static struct s object;
static struct s *volatile hidden = &object;
static volatile int n = 0x1f9;

int main(void) {
  struct s *p = hidden;
  int r = p->u = n;
  CHECK(r == 9);
  r = p->i = n;
  CHECK(r == -7);
  r = p->flag = n;
  CHECK(r == 1);
  r = p->flag = n & 0x600;
  CHECK(r == 0);
  unsigned long wide = p->l = -1;
  CHECK(wide == 0x7fffffffful);
  CHECK((p->u = 17) == 1);
  CHECK((p->i = 15) < 0);
  CHECK(p->u++ == 1 && ++p->u == 3);
  p->u = 15;
  CHECK(++p->u == 0);
  CHECK(p->u-- == 0 && p->u == 15);
  CHECK((p->u <<= 2) == 12);
  CHECK((p->u += p->i) == 11);
  CHECK(-p->u == -11);
  CHECK(p->u - 12 < 0);
  CHECK((p->flag ? p->u : p->i) == -1);
  int x = (p->u = 3, p->i = p->u);
  CHECK(x == 3);
  return 0;
}

// proves: a narrow unsigned field promotes to int, a 32-bit one stays unsigned
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct f { unsigned narrow : 31; unsigned full : 32; unsigned tiny : 2; signed low : 5; };

static struct f object = {5, 5, 3, -16};
static struct f *volatile hidden = &object;

int main(void) {
  struct f *p = hidden;
  CHECK(p->narrow - 6 < 0);
  CHECK(p->full - 6 > 0);
  CHECK(p->tiny - 4 < 0);
  CHECK(~p->tiny < 0);
  CHECK(-p->tiny == -3);
  CHECK(p->narrow > -1);
  CHECK(!(p->full > -1));
  CHECK((p->tiny << 4) == 48);
  CHECK((p->low >> 2) == -4);
  CHECK(p->low * p->tiny == -48);
  CHECK(p->low < p->tiny);
  CHECK(p->low / 3 == -5 && p->low % 3 == -1);
  long sum = p->low + 0l;
  CHECK(sum == -16);
  p->narrow = 0x7fffffff;
  CHECK(p->narrow * 2u == 0xfffffffeu);
  p->full = 0xffffffff;
  CHECK(p->full + 1 == 0);
  CHECK((double)p->full == 4294967295.0 && (float)p->low == -16.0f);
  switch (p->low) {
    case -16: break;
    default: abort();
  }
  return 0;
}

/* GNU: a bit-field wider than int is computed with in its own width */
#include "check.h"

struct fields {
  unsigned long long u33 : 33, u40 : 40;
  long s35 : 35;
  unsigned long u64 : 64;
};

static unsigned long long shifted(struct fields *f, int by) { return f->u40 << by; }
static long negated(struct fields *f) { return -f->s35; }

int main(void) {
  struct fields f = { 0x100000000ULL, 0x100, -3, ~0UL };
  volatile int minus = -1;
  CHECK(f.u33 + f.u33 == 0);
  CHECK(f.u33 + f.u40 == 0x100000100ULL);
  CHECK(shifted(&f, 32) == 0);
  CHECK(shifted(&f, 8) == 0x10000);
  CHECK(f.u40 - 0x101 == 0xffffffffffULL);
  CHECK(f.u40 * minus == 0xffffffff00ULL);
  CHECK(f.u40 * (long)minus == -0x100L);
  CHECK(~f.u33 == 0xffffffffULL);
  CHECK(negated(&f) == 3);
  CHECK(f.s35 < 0 && f.s35 / 2 == -1 && f.s35 >> 1 == -2);
  CHECK(f.s35 + f.u33 == 0xfffffffdULL);
  CHECK(f.s35 < f.u40 == 0 || f.u40 > 0);
  CHECK(f.u64 + 1 == 0);
  CHECK(sizeof(f.u40 + 1) == 8);
  unsigned long long stored = (f.u40 += minus);
  CHECK(stored == 0xff && f.u40 == 0xff);
  __auto_type own = f.u33 + 1;
  own = -1;
  CHECK(own == 0x1ffffffffULL);
  CHECK((double)(f.u33 - 1 - f.u33) == 0x1ffffffffULL);
  switch (f.u33 + f.u33) {
    case 0: break;
    default: CHECK(0);
  }
  f.u33 = -1;
  CHECK(f.u33++ == 0x1ffffffffULL && f.u33 == 0);
  return 0;
}

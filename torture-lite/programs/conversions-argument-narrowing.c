// proves: arguments and results convert to the declared narrow type and arrive correctly extended
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long from_sc(signed char c) { return c; }
static long from_uc(unsigned char c) { return c; }
static long from_s(short c) { return c; }
static long from_us(unsigned short c) { return c; }
static long from_u(unsigned c) { return c; }
static signed char to_sc(long x) { return x; }
static unsigned short to_us(long x) { return x; }
static unsigned to_u(long x) { return x; }
static int to_i(long x) { return x; }

static long (*volatile sc)(signed char) = from_sc;
static long (*volatile uc)(unsigned char) = from_uc;
static long (*volatile s)(short) = from_s;
static long (*volatile us)(unsigned short) = from_us;
static long (*volatile u)(unsigned) = from_u;
static signed char (*volatile rsc)(long) = to_sc;
static unsigned short (*volatile rus)(long) = to_us;
static unsigned (*volatile ru)(long) = to_u;
static int (*volatile ri)(long) = to_i;
static volatile long big = 0x1fedcba98l;

int main(void) {
  CHECK(sc(big) == -104);
  CHECK(uc(big) == 0x98);
  CHECK(s(big) == -0x4568);
  CHECK(us(big) == 0xba98);
  CHECK(u(big) == 0xfedcba98l);
  CHECK(u(-1) == 4294967295l);
  CHECK(rsc(big) == -104);
  CHECK(rus(big) == 0xba98);
  CHECK((long)ru(big) == 0xfedcba98l);
  CHECK((long)ri(big) == -0x1234568l);
  CHECK(rsc(big) + 0l == -104l);
  CHECK((unsigned long)rsc(big) > 1ul << 60);
  return 0;
}

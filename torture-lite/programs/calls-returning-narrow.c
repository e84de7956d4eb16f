// proves: a narrow return value is converted before the caller uses it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static signed char sc(int x) { return (signed char)x; }
static unsigned char uc(int x) { return (unsigned char)x; }
static short s(long x) { return (short)x; }
static _Bool b(long x) { return x; }
static unsigned u(long x) { return (unsigned)x; }
int main(void) {
  signed char (*volatile f)(int) = sc;
  unsigned char (*volatile g)(int) = uc;
  short (*volatile h)(long) = s;
  _Bool (*volatile i)(long) = b;
  unsigned (*volatile j)(long) = u;
  CHECK(f(0x1ff) == -1 && g(0x1ff) == 255 && h(0x18000) == -32768 && i(256) == 1 && i(1l << 40) + i(0) == 1);
  CHECK(j(-1) == 0xffffffffu && (long)j(-1) == 4294967295 && (long)f(200) == -56 && g(-1) + 1 == 256);
  return 0;
}

// proves: pointer to volatile and volatile pointer are told apart, and casts that add volatile work
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int cells[4] = {10, 20, 30, 40};
static volatile int *to_volatile = cells;
static int *volatile moving = cells;
static const volatile int fixed = 77;
static volatile unsigned char port;

static int spin(volatile int *p, int n) {
  int seen = 0;
  while (n-- > 0) {
    seen += *p;
    *p = *p + 1;
  }
  return seen;
}
static int (*volatile f)(volatile int *, int) = spin;

int main(void) {
  to_volatile++;
  *to_volatile = 21;
  CHECK(cells[1] == 21);
  moving++;
  moving++;
  CHECK(*moving == 30 && moving - cells == 2);
  *moving++ = 31;
  CHECK(cells[2] == 31 && *moving == 40);
  CHECK(f(&cells[3], 4) == 40 + 41 + 42 + 43 && cells[3] == 44);
  CHECK(fixed == 77 && *(volatile int *)&cells[0] == 10);
  port = 0xf0;
  port |= 0x0f;
  port = port + 1;
  CHECK(port == 0);
  port--;
  CHECK(port == 255);
  volatile long wide = 1l << 50;
  wide >>= 49;
  CHECK(wide == 2);
  volatile double d = 0.1;
  double e = d * 3;
  CHECK(e != 0.3 && e > 0.3);
  return 0;
}

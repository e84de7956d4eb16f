// proves: a pointer and an index that step together stay together
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static short cells[64];

int main(void) {
  for (int i = 0; i < 64; i++) cells[i] = (short)(i * 3 - 50);
  volatile int limit = 64;
  int n = limit, sum = 0;
  short *p = cells;
  for (int i = 0; i < n; i += 4, p += 4) {
    CHECK(p == &cells[i] && *p == cells[i]);
    sum += p[3] - cells[i + 1];
  }
  CHECK(sum == 96);
  unsigned k = 0;
  for (short *q = cells + 63; q > cells; q -= 7) k = k * 2 + (*q > 0);
  CHECK(k == 0x1fc);
  long spread = 0;
  for (short *a = cells, *b = cells + 63; a < b; a++, b--) spread += (*b - *a) * (b - a);
  CHECK(spread == 3l * 43680);
  return 0;
}

// proves: volatile writes happen in the order of the program, all of them
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned char port[4];
static unsigned log_;
static void step(int i, int v) { port[i] = (unsigned char)v; log_ = log_ * 16 + port[0] + port[1]; }

int main(void) {
  step(0, 1);
  step(1, 2);
  step(0, 3);
  CHECK(log_ == 0x135);
  volatile unsigned *p = (volatile unsigned *)malloc(sizeof(unsigned));
  *p = 1;
  *p = *p + *p;
  unsigned a = *p, b = (*p += 3), c = (*p)++;
  CHECK(a == 2 && b == 5 && c == 5 && *p == 6);
  free((void *)p);
  const volatile int k = 4;
  int s = 0;
  for (int i = 0; i < k; i++) s += k;
  CHECK(s == 16);
  return 0;
}

// proves: an assignment has the value of its left side, converted
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile int big = 0x12345;

int main(void) {
  unsigned char c;
  int i = c = (unsigned char)big, j;
  long l = (c = 300 & 0x1ff);
  CHECK(i == 0x45 && l == 44 && (c = 257 & 0xfff) == 1);
  short s;
  double d = s = (short)(big * 3);
  CHECK(d == 0x69cf && (j = s = -1) == -1);
  float f;
  CHECK((f = 0.1) != 0.1 && (i = d = 2.75) == 2 && d == 2.75);
  _Bool b;
  CHECK((b = big) == 1 && (i = b = 0.25) == 1);
  int a[3], k = 0;
  a[0] = a[1] = a[2] = ++k;
  CHECK(a[0] + a[1] + a[2] == 3 && (k += 4) == 5);
  return 0;
}

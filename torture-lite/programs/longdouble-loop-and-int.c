// proves: long doubles count, index and mix with every integer type
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned long big = 0xffffffffffffffff;
static volatile long neg = -5;

int main(void) {
  long double s = 0;
  for (int i = 1; i <= 20; i++) s += 1.0L / (i * (i + 1));
  CHECK(s > 20.0L / 21 - 1e-15L && s < 20.0L / 21 + 1e-15L);
  CHECK((long double)big == 18446744073709551615.0L && (unsigned long)(long double)big == big);
  CHECK((long double)neg * 2 == -10 && (long)(neg - 0.5L) == -5 && (int)(char)3.9L == 3);
  int a[4] = {10, 20, 30, 40};
  CHECK(a[(int)(s + 0.1L)] == 20 && (unsigned char)(neg * -51.0L) == 255 && -neg == 5.0L);
  return 0;
}

// proves: narrow arguments on the stack are read with their own widths and signs
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long f(long a, long b, long c, long d, long e, long f, long g, long h, signed char i, unsigned char j, short k,
              unsigned short l, int m, unsigned n, _Bool o) {
  return (a + b + c + d + e + f + g + h) * 0 + i + j * 10l + k * 100l + l * 1000l + m * 10000l + n + o;
}
int main(void) {
  long (*volatile g)(long, long, long, long, long, long, long, long, signed char, unsigned char, short, unsigned short,
                     int, unsigned, _Bool) = f;
  volatile int minus = -1;
  CHECK(g(0, 0, 0, 0, 0, 0, 0, 0, (signed char)minus, (unsigned char)minus, (short)minus, (unsigned short)minus, minus,
          (unsigned)minus, minus) == -1 + 2550 - 100 + 65535000l - 10000 + 4294967295l + 1);
  return 0;
}

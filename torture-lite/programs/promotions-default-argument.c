// proves: char, short and float arguments are promoted where no prototype tells otherwise (6.5.2.2)
#include <stdarg.h>
#include <stdlib.h>

static long gather(const char *shape, ...) {
  va_list ap;
  long sum = 0;
  va_start(ap, shape);
  for (; *shape; shape++) {
    switch (*shape) {
      case 'i': sum = sum * 3 + va_arg(ap, int); break;
      case 'u': sum = sum * 3 + va_arg(ap, unsigned); break;
      case 'd': sum = sum * 3 + (long)va_arg(ap, double); break;
      default: abort();
    }
  }
  va_end(ap);
  return sum;
}

static int unprototyped();

int main(void) {
  signed char c = -3;
  unsigned char uc = 253;
  short s = -300;
  unsigned short us = 65000;
  float f = 12.5f;
  _Bool flag = 42;
  struct { int three : 3; unsigned five : 5; } bits = {-4, 31};
  long expect = -3;
  expect = expect * 3 + 253;
  expect = expect * 3 - 300;
  expect = expect * 3 + 65000;
  expect = expect * 3 + 12;
  expect = expect * 3 + 1;
  expect = expect * 3 - 4;
  expect = expect * 3 + 31;
  if (gather("iiiidiii", c, uc, s, us, f, flag, bits.three, bits.five) != expect) abort();
  if (unprototyped(c, f, us) != -3 + 12 + 65000) abort();
  return 0;
}

static int unprototyped(c, f, us)
  int c;
  double f;
  int us;
{
  return c + (int)f + us;
}

// proves: fourteen mixed arguments arrive in place when evaluated through nested calls
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long many(signed char a, double b, short c, float d, long e, int f, double g,
                 unsigned char h, int i, float j, unsigned k, double l, long m, const char *n) {
  return a + 2 * (long)b + 3 * c + 4 * (long)d + 5 * e + 6 * f + 7 * (long)g + 8 * h + 9 * i +
         10 * (long)j + 11 * (long)k + 12 * (long)l + 13 * m + 14 * n[0];
}
static long (*volatile f)(signed char, double, short, float, long, int, double, unsigned char, int,
                          float, unsigned, double, long, const char *) = many;

static int narrow(int a, int b, int c, int d, int e, int g, signed char h, unsigned short i,
                  short j, _Bool k) {
  return (a + b + c + d + e + g) * 10000 + h * 1000 + i * 100 + j * 10 + k;
}
static int (*volatile nf)(int, int, int, int, int, int, signed char, unsigned short, short,
                          _Bool) = narrow;

static long shuffle(long a, long b, long c, long d, long e, long g, long h, long i) {
  return a + 10 * b + 100 * c + 1000 * d + 10000 * e + 100000 * g + 1000000 * h + 10000000 * i;
}
static long (*volatile sf)(long, long, long, long, long, long, long, long) = shuffle;
static long reversed(long a, long b, long c, long d, long e, long g, long h, long i) {
  return sf(i, h, g, e, d, c, b, a);
}
static long (*volatile rf)(long, long, long, long, long, long, long, long) = reversed;

int main(void) {
  const char *s = "\x05";
  CHECK(f(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "\x01") == 105);
  CHECK(f(-1, 0, -1, 0, -1, 0, 0, 255, 0, -2, 0, 3, 0, s) == -1 - 3 - 5 + 2040 - 20 + 36 + 70);
  long inner = f(f(0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, "") == 9, 2, 0, 0,
                 f(0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, ""), 0, 0, 0,
                 (int)f(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ""), 0, 0, 0, 0, "");
  CHECK(inner == 1 + 4 + 30 + 9);
  CHECK(nf(1, 0, 0, 0, 0, 0, -1, 65535, -1, 7) == 10000 - 1000 + 6553500 - 10 + 1);
  CHECK(nf(0, 0, 0, 0, 0, 0, (signed char)300, (unsigned short)65537, (short)-32769, 0) ==
        44000 + 100 + 327670);
  CHECK(sf(1, 2, 3, 4, 5, 6, 7, 8) == 87654321 && rf(1, 2, 3, 4, 5, 6, 7, 8) == 12345678);
  return 0;
}

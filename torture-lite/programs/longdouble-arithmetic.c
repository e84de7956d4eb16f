// proves: long double keeps more than 53 bits through arithmetic, comparison and conversion
#include <float.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile long double one = 1.0L, three = 3.0L;
static volatile double d = 0.1;
static volatile int i = -7;

int main(void) {
  long double a = one, b = three;
  CHECK(sizeof(long double) == 16 && LDBL_MANT_DIG >= 64);
  CHECK(a + 0x1p-60L != a && (double)(a + 0x1p-60L) == 1.0);
  CHECK(a / b * b - a < 0x1p-60L && a / b != (double)(a / b));
  CHECK((long double)d == d && d != 0.1L && (double)0.1L == 0.1);
  CHECK(-b == -3 && b - a == 2 && b * b == 9 && b > a && !(a > b) && a <= b && a != b);
  CHECK((int)(b * 2.9L) == 8 && (int)-2.9L == -2 && i + a == -6 && (long)(i * b) == -21);
  uint64_t big = 0xfffffffffffffffful;
  long double exact = big;
  CHECK((uint64_t)exact == big && (uint64_t)(exact - 1) == big - 1 && exact + 1 == 0x1p64L);
  int64_t low = INT64_MIN + 1;
  CHECK((int64_t)(long double)low == low && (long double)low < -0x7ffffffffffffffep0L);
  float f = (float)(a + 0x1p-24L);
  CHECK(f == 1.0f);
  f = (float)(a + 0x1.8p-24L);
  CHECK(f == 0x1.000002p0f);
  a += 1;
  a *= 2.5;
  a++;
  CHECK(a == 6 && --a == 5.0f && (a ? 1 : 0) && !!a && (i ? a : b) == 5);
  CHECK(one / 0.0L > LDBL_MAX && LDBL_MAX > DBL_MAX);
  return 0;
}

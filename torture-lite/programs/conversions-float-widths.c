// proves: values cross float, double and long double exactly where they fit
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile float f = 0.1f;
static volatile double d = 0.1;
static volatile long double l = 0.1L;

int main(void) {
  CHECK((float)(double)f == f && (float)(long double)f == f && (double)(long double)d == d);
  CHECK((float)d == f && (float)l == f && (double)l == d && (double)f != d && (long double)d != l);
  CHECK(f < 0.11 && f > 0.1 && f * 2 == 0.2f && (double)f * 2 == (double)(f * 2));
  float big = 3e38f;
  CHECK((double)big * 10 > 1e39 && big + big > 3.4e38f && (float)(d * 1e39) > 3.4e38f * 0.2f);
  return 0;
}

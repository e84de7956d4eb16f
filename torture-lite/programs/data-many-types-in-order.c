// proves: static data of every type holds its value and its alignment
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static char c = 'c';
static long l = -9;
static float f = 0.5f;
static short s = -3;
static long double q = 2.5L;
static _Bool b = 7;
static double d = 1e10;
static const char *p = "p";
int main(void) {
  CHECK(c == 'c' && l == -9 && f == 0.5f && s == -3 && q == 2.5L && b == 1 && d == 1e10 && *p == 'p');
  CHECK((unsigned long)&l % 8 == 0 && (unsigned long)&q % 16 == 0 && (unsigned long)&s % 2 == 0);
  return 0;
}

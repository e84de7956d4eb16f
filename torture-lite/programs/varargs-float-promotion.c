// proves: narrow arguments are promoted before they vary
#include <stdarg.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int check(const char *kinds, ...) {
  va_list v;
  va_start(v, kinds);
  int good = 1;
  for (int i = 0; kinds[i]; i++) {
    if (kinds[i] == 'd') good &= va_arg(v, double) == 2.5;
    else if (kinds[i] == 'i') good &= va_arg(v, int) == -3;
    else if (kinds[i] == 'u') good &= va_arg(v, unsigned) == 250;
    else good &= *va_arg(v, char *) == 'x';
  }
  va_end(v);
  return good;
}

int main(void) {
  volatile float f = 2.5f;
  volatile signed char c = -3;
  volatile short s = -3;
  volatile unsigned char u = 250;
  CHECK(check("diidup", f, c, s, f, u, "x") && check("iiiiiiidddddddddd", c, s, c, s, c, s, c, f, f, f,
        f, f, f, f, f, f, f));
  CHECK(check("pdpipup", "x", f, "xy", s, "x", u, "x"));
  return 0;
}

// proves: unary minus on narrow and unsigned operands computes in the promoted type
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned char c = 1;
static volatile unsigned short s = 65535;
static volatile unsigned u = 1;

int main(void) {
  CHECK(-c == -1 && -c < 0 && -s == -65535 && -u == 4294967295u && -u > 0);
  CHECK((unsigned char)-c == 255 && (long)-u == 4294967295 && -(long)u == -1 && - -c == 1);
  CHECK(+c - 2 < 0 && +u - 2 > 0 && sizeof(-c) == 4 && sizeof(-(char)c) == sizeof(int));
  return 0;
}

// proves: operands of unlike rank and sign meet in the type that 6.3.1.8 tells
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile long l = -1;
static volatile unsigned u = 1;
static volatile unsigned long ul = 1;
static volatile short s = -1;
static volatile unsigned char uc = 1;

int main(void) {
  CHECK(l < u && l < (long)ul && !(l < ul));
  CHECK(s < uc && !(s < u) && s < l + 1);
  CHECK(l * u == -1 && (l + u) == 0 && (s * u) == 4294967295u);
  CHECK(l / ul == ~0ul && l / (long)u == -1 && s / u == 4294967295u);
  CHECK((s ^ ul) == 0xfffffffffffffffe && (s & u) == 1 && (uc - 2) < 0 && (u - 2) > 0);
  CHECK(-u > 0 && -uc < 0 && ~uc == -2 && ~ul == 0xfffffffffffffffe);
  return 0;
}

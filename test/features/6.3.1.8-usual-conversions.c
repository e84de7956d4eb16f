/* C11 6.3.1.8: the usual arithmetic conversions */
#include "check.h"

static volatile int i = -1;
static volatile unsigned u = 1;
static volatile long l = -1;
static volatile unsigned long ul = 1;
static volatile char c = -1;
static volatile unsigned char uc = 255;

int main(void) {
  CHECK(i > u);
  CHECK(!(l > u));
  CHECK(l > ul);
  CHECK(c < u == 0);
  CHECK(uc > i);
  CHECK((i + u) == 0);
  CHECK(sizeof(i + l) == 8);
  CHECK(sizeof(u + 1.0f) == 4);
  CHECK(sizeof(1.0f + 1.0) == 8);
  CHECK(sizeof(c + uc) == 4);
  CHECK((uc + uc) == 510);
  return 0;
}

/* C11 6.7.2.1: bit-fields of long */
#include "check.h"

static struct { long a : 3; long b : 33; long c : 1; } s;

int main(void) {
  s.b = 100;
  CHECK(s.b == 100);
  s.a = 3;
  CHECK(s.a == 3);
  s.a++;
  CHECK(s.a == -4);
  CHECK(s.b == 100);
  s.c = 1;
  CHECK(s.c == -1);
  return 0;
}

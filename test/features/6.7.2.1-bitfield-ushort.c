/* C11 6.7.2.1: bit-fields of unsigned short */
#include "check.h"

static struct { unsigned short a : 3; unsigned short b : 15; unsigned short c : 1; } s;

int main(void) {
  s.b = 100;
  CHECK(s.b == 100);
  s.a = 3;
  CHECK(s.a == 3);
  s.a++;
  CHECK(s.a == 4);
  CHECK(s.b == 100);
  s.c = 1;
  CHECK(s.c == 1);
  return 0;
}

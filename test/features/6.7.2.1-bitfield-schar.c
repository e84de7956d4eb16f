/* C11 6.7.2.1: bit-fields of signed char */
#include "check.h"

static struct { signed char a : 3; signed char b : 7; signed char c : 1; } s;

int main(void) {
  s.b = 63;
  CHECK(s.b == 63);
  s.a = 3;
  CHECK(s.a == 3);
  s.a++;
  CHECK(s.a == -4);
  CHECK(s.b == 63);
  s.c = 1;
  CHECK(s.c == -1);
  return 0;
}

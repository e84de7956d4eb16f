/* C11 6.5.2.2: unions by value */
#include "check.h"

union u { long l; double d; char c[12]; };
static union u f(union u x, int i) { x.c[11] = i; return x; }

int main(void) {
  union u v = { 5 }; v.c[11] = 0; v = f(v, 9);
  CHECK(v.l == 5 && v.c[11] == 9);
  return 0;
}

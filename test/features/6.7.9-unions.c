/* C11 6.7.9: unions take their first or designated member */
#include "check.h"

union u { char c; int i; long l; };
static union u a = { 3 }, b = { .l = 1L << 40 }, c[2] = { { 1 }, { .i = 2 } };

int main(void) {
  CHECK(a.c == 3 && b.l == 1L << 40 && c[1].i == 2);
  return 0;
}

/* C11 6.7.2.1: layout of structures */
#include "check.h"

struct a { char c; int i; char d; };
struct b { char c; short s; int i; };
struct c { char c; double d; };
union u { char c[5]; int i; };

int main(void) {
  CHECK(sizeof(struct a) == 12 && sizeof(struct b) == 8 && sizeof(struct c) == 16 && sizeof(union u) == 8);
  CHECK(__builtin_offsetof(struct a, d) == 8 && __builtin_offsetof(struct b, s) == 2);
  return 0;
}

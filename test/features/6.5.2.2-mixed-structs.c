/* C11 6.5.2.2: small structures of mixed members by value */
#include "check.h"

struct a { char c; float f; };
struct b { double d; int i; };
struct c { float x, y, z; };
struct d { long a; double b; };
static double f(struct a a, struct b b, struct c c, struct d d, int i) { return a.c + a.f + b.d + b.i + c.x + c.y + c.z + d.a + d.b + i; }

int main(void) {
  CHECK(f((struct a){ 1, 2.5f }, (struct b){ 3, 4 }, (struct c){ 5, 6, 7 }, (struct d){ 8, 9.5 }, 10) == 56);
  return 0;
}

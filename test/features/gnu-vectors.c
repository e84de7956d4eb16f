/* GNU: vector types */
#include "check.h"

typedef int v4 __attribute__((vector_size(16)));
static v4 a = { 1, 2, 3, 4 }, b = { 10, 20, 30, 40 };

int main(void) {
  v4 c = a + b * 2;
  CHECK(c[0] == 21 && c[3] == 84);
  c = -a;
  CHECK(c[2] == -3);
  c = a > (v4){ 2, 2, 2, 2 };
  CHECK(c[0] == 0 && c[2] == -1);
  a[1] = 9;
  CHECK(a[1] == 9);
  c = a << 1;
  CHECK(c[1] == 18);
  c = a & 1;
  CHECK(c[0] == 1 && sizeof c == 16);
  return 0;
}

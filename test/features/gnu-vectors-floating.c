/* GNU: vectors of floats and by value */
#include "check.h"

typedef float v4 __attribute__((vector_size(16)));
typedef double v2 __attribute__((vector_size(16)));
static v4 half(v4 x) { return x / 2; }

int main(void) {
  v4 a = half((v4){ 2, 4, 6, 8 });
  CHECK(a[0] == 1 && a[3] == 4);
  v2 d = { 1.5, 2.5 }; d += 1;
  CHECK(d[1] == 3.5);
  return 0;
}

/* GNU: __builtin_shuffle */
#include "check.h"

typedef int v4 __attribute__((vector_size(16)));

int main(void) {
  v4 a = { 1, 2, 3, 4 }; v4 m = { 3, 2, 1, 0 }; v4 r = __builtin_shuffle(a, m);
  CHECK(r[0] == 4 && r[3] == 1);
  return 0;
}

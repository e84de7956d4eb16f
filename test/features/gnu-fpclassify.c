/* GNU: __builtin_fpclassify */
#include "check.h"

static volatile double z;

int main(void) {
  CHECK(__builtin_fpclassify(1, 2, 3, 4, 5, z) == 5);
  CHECK(__builtin_fpclassify(1, 2, 3, 4, 5, z / z) == 1);
  CHECK(__builtin_fpclassify(1, 2, 3, 4, 5, 1 / z) == 2);
  CHECK(__builtin_fpclassify(1, 2, 3, 4, 5, 1.0 + z) == 3);
  CHECK(__builtin_fpclassify(1, 2, 3, 4, 5, 5e-324 + z) == 4);
  return 0;
}

/* C11 6.7.4: inline functions */
#include "check.h"

static inline int twice(int x) { return 2 * x; }
static inline __attribute__((always_inline)) int thrice(int x) { return 3 * x; }

int main(void) {
  CHECK(twice(4) == 8 && thrice(4) == 12);
  return 0;
}

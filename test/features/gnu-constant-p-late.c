/* GNU: __builtin_constant_p is decided after inlining, early where a constant is needed */
#include "check.h"

static inline int kind(int x) {
  return __builtin_constant_p(x) ? 1 : __builtin_constant_p(x + 1) ? 2 : 3;
}

static inline int scaled(int x) {
  if (__builtin_constant_p(x) && x == 8) return 1;
  return x > 100 ? 2 : 3;
}

static int effects;
static int count(void) { return ++effects; }

int main(void) {
  volatile int given = 1;
  int n = given;
  int constant = sizeof(int);
#if __OPTIMIZE__
  CHECK(kind(5) == 1);
  CHECK(__builtin_constant_p(constant));
  CHECK(scaled(8) == 1);
#endif
  CHECK(kind(n) == 3 && scaled(n + 200) == 2);
  CHECK(__builtin_constant_p(3 + 4) && __builtin_constant_p("text") && !__builtin_constant_p(&given));
  CHECK(!__builtin_constant_p(count()) && effects == 0);
  CHECK(!__builtin_constant_p(n++) && n == given);
  int array[__builtin_constant_p(n) ? 1 : 2];
  CHECK(sizeof array == 2 * sizeof(int) && constant == 4);
  static int fixed = __builtin_constant_p(effects) ? 7 : 9;
  CHECK(fixed == 9);
  CHECK(__builtin_choose_expr(__builtin_constant_p(n), 1, 2) == 2);
  volatile int zero = 0;
  CHECK(!__builtin_constant_p(1 / zero));
  return 0;
}

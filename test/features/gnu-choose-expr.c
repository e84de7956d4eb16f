/* GNU: __builtin_choose_expr and __builtin_types_compatible_p */
#include "check.h"

int main(void) {
  CHECK(__builtin_choose_expr(1, 5, "s") == 5);
  CHECK(__builtin_types_compatible_p(int, const int) && !__builtin_types_compatible_p(int, long));
  CHECK(__builtin_types_compatible_p(int[3], int[]) && !__builtin_types_compatible_p(int *, char *));
  return 0;
}

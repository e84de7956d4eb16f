/* C11 6.5.1.1: _Generic */
#include "check.h"

#define KIND(x) _Generic((x), int: 1, double: 2, char *: 3, const char *: 4, float: 5, default: 0)

int main(void) {
  CHECK(KIND(1) == 1 && KIND(1.0) == 2 && KIND("s") == 3 && KIND((const char *)0) == 4 && KIND(1.0f) == 5 && KIND(1L) == 0);
  CHECK(KIND('a') == 1);
  CHECK(_Generic(1, int: 3, default: 1 / 0) == 3);
  return 0;
}

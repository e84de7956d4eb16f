/* GNU: __auto_type */
#include "check.h"

int main(void) {
  __auto_type x = 1.5; __auto_type p = "s";
  CHECK(x == 1.5 && sizeof x == 8 && *p == 's');
  return 0;
}

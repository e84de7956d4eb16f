/* C11 7.9: <iso646.h> */
#include "check.h"
#include <iso646.h>

int main(void) {
  CHECK((1 and not 0) or 0);
  CHECK((6 bitand 3) == 2 && (6 xor 3) == 5 && compl 0 == -1);
  int x = 1; x or_eq 4;
  CHECK(x == 5 && x not_eq 4);
  return 0;
}

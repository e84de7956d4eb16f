/* C11 6.8.1: labels */
#include "check.h"

int main(void) {
  int n = 0; goto in; while (n < 3) { in: n++; }
  CHECK(n == 3);
  { goto end; n = 9; end: ; }
  CHECK(n == 3);
  return 0;
}

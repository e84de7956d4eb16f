/* C11 6.2.1: labels have function scope */
#include "check.h"

int main(void) {
  int n = 0; again: if (n++ < 3) goto again;
  CHECK(n == 4);
  return 0;
}

/* C11 6.2.1p7: an enumerator is in scope after itself */
#include "check.h"

enum { A = 5, B = A + 1, C };

int main(void) {
  CHECK(A + B + C == 18);
  return 0;
}

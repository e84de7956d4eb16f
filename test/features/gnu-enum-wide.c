/* GNU: enumerators wider than int */
#include "check.h"

enum w { W = 0x100000000LL, X };

int main(void) {
  CHECK(X == 4294967297);
  CHECK(sizeof(enum w) == 8);
  CHECK(sizeof X == 8);
  return 0;
}

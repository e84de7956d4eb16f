/* C11 6.7.2.2: enumeration types */
#include "check.h"

enum e { A, B = -5, C, D = 1 << 20 };

int main(void) {
  CHECK(C == -4);
  CHECK(sizeof(enum e) == 4);
  CHECK(D == 1048576);
  CHECK((enum e)7 == 7);
  enum e v = D; v++; CHECK(v == 1048577);
  return 0;
}

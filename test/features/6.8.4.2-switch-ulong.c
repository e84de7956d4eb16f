/* C11 6.8.4.2: switch on unsigned long */
#include "check.h"

static int pick(unsigned long v) {
  switch (v) {
    case 0: return 10;
    case 1: return 11;
    case 100: return 12;
    case 18446744073709551615ULL: return 13;
    default: return -1;
  }
}

int main(void) {
  CHECK(pick(0) == 10);
  CHECK(pick(1) == 11);
  CHECK(pick(100) == 12);
  CHECK(pick((unsigned long)18446744073709551615ULL) == 13);
  CHECK(pick(2) == -1);
  return 0;
}

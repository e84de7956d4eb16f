/* C11 6.8.4.2: switch on unsigned short */
#include "check.h"

static int pick(unsigned short v) {
  switch (v) {
    case 0: return 10;
    case 1: return 11;
    case 100: return 12;
    case 65535: return 13;
    default: return -1;
  }
}

int main(void) {
  CHECK(pick(0) == 10);
  CHECK(pick(1) == 11);
  CHECK(pick(100) == 12);
  CHECK(pick((unsigned short)65535) == 13);
  CHECK(pick(2) == -1);
  return 0;
}

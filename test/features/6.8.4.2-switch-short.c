/* C11 6.8.4.2: switch on short */
#include "check.h"

static int pick(short v) {
  switch (v) {
    case 0: return 10;
    case 1: return 11;
    case 100: return 12;
    case 32767: return 13;
    default: return -1;
  }
}

int main(void) {
  CHECK(pick(0) == 10);
  CHECK(pick(1) == 11);
  CHECK(pick(100) == 12);
  CHECK(pick((short)32767) == 13);
  CHECK(pick(2) == -1);
  return 0;
}

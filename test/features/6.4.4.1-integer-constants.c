/* C11 6.4.4.1: types of integer constants */
#include "check.h"

int main(void) {
  CHECK(sizeof 1 == 4 && sizeof 1U == 4 && sizeof 1L == 8 && sizeof 1ULL == 8);
  CHECK(sizeof 2147483647 == 4 && sizeof 2147483648 == 8);
  CHECK(sizeof 0x7fffffff == 4 && sizeof 0xffffffff == 4 && sizeof 0x100000000 == 8);
  CHECK(0xffffffff > 0);
  CHECK(-1 < 0xffffffff == 0);
  CHECK(017 == 15 && 0xFf == 255 && 0b1011 == 11);
  CHECK(_Generic(0xffffffff, unsigned: 1, default: 0));
  CHECK(_Generic(4294967295, long: 1, default: 0));
  CHECK(_Generic(0x8000000000000000, unsigned long: 1, default: 0));
  CHECK(_Generic(1lu, unsigned long: 1, default: 0));
  return 0;
}

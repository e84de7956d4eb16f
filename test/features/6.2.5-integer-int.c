/* C11 6.2.5: size and range of int */
#include "check.h"

static volatile int v;

int main(void) {
  CHECK(sizeof(int) == 4);
  v = (int)2147483647;
  CHECK(v == 2147483647);
  v = (int)-2147483648LL;
  CHECK(v == -2147483648LL);
  CHECK(((int)-1 < 0) == 1);
  CHECK(_Alignof(int) == 4);
  return 0;
}

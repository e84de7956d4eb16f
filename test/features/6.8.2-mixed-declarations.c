/* C11 6.8.2: declarations among statements */
#include "check.h"

int main(void) {
  int a = 1; a++; int b = a; b++; { int a = b; b = a + 1; }
  CHECK(a == 2 && b == 4);
  return 0;
}

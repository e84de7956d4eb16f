/* GNU: arithmetic on void and function pointers */
#include "check.h"

static char a[4];

int main(void) {
  void *p = a; p++; p += 2;
  CHECK((char *)p - a == 3);
  CHECK(sizeof(void) == 1 && sizeof(main) == 1);
  return 0;
}

/* C11 6.2.5: pointers */
#include "check.h"

int main(void) {
  CHECK(sizeof(void *) == 8 && sizeof(int (*)(void)) == 8 && _Alignof(char *) == 8);
  return 0;
}

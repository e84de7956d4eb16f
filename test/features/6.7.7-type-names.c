/* C11 6.7.7: type names */
#include "check.h"

int main(void) {
  CHECK(sizeof(int *[3]) == 24 && sizeof(int (*)[3]) == 8 && sizeof(int (*(*)(void))[2]) == 8);
  CHECK((int (*)(void))0 == 0);
  CHECK(sizeof(char[2][3]) == 6);
  CHECK(sizeof(int *(*)(char, int[3])) == 8);
  return 0;
}

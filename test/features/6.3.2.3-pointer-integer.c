/* C11 6.3.2.3: pointers to integers and back */
#include "check.h"

static int x = 3;

int main(void) {
  CHECK(*(int *)(long)&x == 3);
  CHECK((unsigned long)&x % 4 == 0);
  CHECK((char *)&x + 4 == (char *)(&x + 1));
  return 0;
}

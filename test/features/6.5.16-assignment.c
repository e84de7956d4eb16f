/* C11 6.5.16: assignment gives the value stored */
#include "check.h"

static char c;
static int a, b;

int main(void) {
  CHECK((c = 300) == 44);
  a = b = 7;
  CHECK(a == 7 && b == 7);
  CHECK((a = 5, a + 1) == 6);
  CHECK(sizeof(c = 1) == 1);
  return 0;
}

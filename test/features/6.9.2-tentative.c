/* C11 6.9.2: tentative definitions */
#include "check.h"

static int t;
static int t = 3;
static int t;
static int z[2];

int main(void) {
  CHECK(t == 3 && z[1] == 0);
  return 0;
}

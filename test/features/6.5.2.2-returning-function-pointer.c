/* C11 6.7.6: a function returning a pointer to a function */
#include "check.h"

static int one(int x) { return x + 1; }
static int (*pick(int n))(int) { return n ? one : 0; }

int main(void) {
  CHECK(pick(1)(4) == 5);
  CHECK(pick(0) == 0);
  return 0;
}

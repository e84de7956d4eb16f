/* C11 6.7.1: _Thread_local */
#include "check.h"

static _Thread_local int t = 5;
static __thread int u;

int main(void) {
  t++; u = t;
  CHECK(t == 6 && u == 6);
  return 0;
}

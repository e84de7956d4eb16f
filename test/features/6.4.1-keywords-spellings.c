/* GNU: alternate keywords */
#include "check.h"

static __inline__ int f(__const__ int x) { return x; }
static __volatile__ int v = 2;
static __signed__ char c = -1;

int main(void) {
  CHECK(f(3) + v == 5);
  CHECK(c == -1);
  CHECK(__alignof__(int) == 4);
  CHECK(__extension__ 1);
  return 0;
}

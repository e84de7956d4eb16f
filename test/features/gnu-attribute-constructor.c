/* GNU: attribute constructor */
#include "check.h"

static int n;
static __attribute__((constructor)) void start(void) { n = 5; }

int main(void) {
  CHECK(n == 5);
  return 0;
}

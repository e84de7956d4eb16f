/* GNU: differences of labels */
#include "check.h"

static int f(int i) { static const int d[] = { &&a - &&a, &&b - &&a }; goto *(&&a + d[i]); a: return 1; b: return 2; }

int main(void) {
  CHECK(f(0) == 1 && f(1) == 2);
  return 0;
}

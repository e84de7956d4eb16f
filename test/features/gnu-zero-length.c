/* GNU: arrays of length zero and empty structures */
#include "check.h"

struct z { int n; int a[0]; };
struct e {};

int main(void) {
  CHECK(sizeof(struct z) == 4 && sizeof(struct e) == 0);
  return 0;
}

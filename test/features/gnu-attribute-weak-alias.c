/* GNU: attributes weak and alias */
#include "check.h"

static int real(void) { return 4; }
static int other(void) __attribute__((alias("real")));
extern int nowhere_to_be_found(void) __attribute__((weak));

int main(void) {
  CHECK(other() == 4);
  CHECK(!nowhere_to_be_found);
  return 0;
}

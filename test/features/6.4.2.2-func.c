/* C11 6.4.2.2: __func__ */
#include "check.h"

static const char *name(void) { return __func__; }
static int size(void) { return sizeof __FUNCTION__; }

int main(void) {
  CHECK(name()[0] == 'n' && name()[3] == 'e' && name()[4] == 0);
  CHECK(size() == 5);
  return 0;
}

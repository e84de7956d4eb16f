/* C11 6.2.2: extern in a block refers to the object at file scope */
#include "check.h"

static int v = 4;
static int get(void) { extern int v; return v; }

int main(void) {
  CHECK(get() == 4);
  v = 7;
  CHECK(get() == 7);
  return 0;
}

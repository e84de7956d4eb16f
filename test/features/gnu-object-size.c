/* GNU: __builtin_object_size */
#include "check.h"

static char *p;

int main(void) {
  CHECK(__builtin_object_size(p, 0) == (unsigned long)-1 && __builtin_object_size(p, 2) == 0);
  return 0;
}

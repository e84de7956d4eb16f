/* C11 6.5.1.1: the controlling expression loses its qualifiers and decays */
#include "check.h"

static const int c = 1;
static int a[2];

int main(void) {
  CHECK(_Generic(c, int: 1, default: 0));
  CHECK(_Generic(a, int *: 1, default: 0));
  return 0;
}

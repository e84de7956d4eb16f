/* C11 6.8.6.1: leaving the scope of a variable length array */
#include "check.h"

int main(void) {
  int n = 0; again: { char a[n + 1]; a[n] = n; if (a[n] < 5) { n++; goto again; } }
  CHECK(n == 5);
  return 0;
}

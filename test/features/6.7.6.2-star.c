/* C11 6.7.6.2: [*] in a prototype */
#include "check.h"

static int f(int n, int a[*]);
static int f(int n, int a[n]) { return a[n - 1]; }

int main(void) {
  CHECK(f(2, (int[]){ 4, 5 }) == 5);
  return 0;
}

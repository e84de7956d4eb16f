/* C11 6.7.6.3: parameters of array and function type */
#include "check.h"

static int f(int a[10], int g(int)) { return g(a[1]) + (int)sizeof a; }
static int h(int x) { return -x; }

int main(void) {
  CHECK(f((int[]){ 1, 2 }, h) == 6);
  return 0;
}

/* C11 6.7.3.1: restrict */
#include "check.h"

static void add(int n, int *restrict a, const int *restrict b) { while (n--) a[n] += b[n]; }

int main(void) {
  int a[3] = { 1, 2, 3 }, b[3] = { 4, 5, 6 }; add(3, a, b);
  CHECK(a[0] == 5 && a[2] == 9);
  return 0;
}

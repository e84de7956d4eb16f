/* C11 6.8.5: while, do, for */
#include "check.h"

int main(void) {
  int n = 0; while (n < 5) n++; do n++; while (n < 3); for (; ; ) { if (n > 9) break; n++; }
  CHECK(n == 10);
  for (int i = 0; i < 3; i++) { if (i == 1) continue; n += i; }
  CHECK(n == 12);
  int k = 3; do { if (k == 2) continue; } while (--k);
  CHECK(k == 0);
  return 0;
}

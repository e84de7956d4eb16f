/* C11 6.7.6.2: variable length arrays */
#include "check.h"

static int sum(int n) { int a[n], s = 0; for (int i = 0; i < n; i++) a[i] = i; for (int i = 0; i < n; i++) s += a[i]; return s + (int)sizeof a; }

int main(void) {
  CHECK(sum(4) == 22);
  CHECK(sum(1) == 4);
  int t = 0; for (int i = 1; i < 50; i++) { char v[i]; v[i - 1] = i; t += v[i - 1]; }
  CHECK(t == 1225);
  return 0;
}

/* C11 6.7.6.2: arrays variable in several dimensions */
#include "check.h"

static int f(int n, int m, int a[n][m]) { return a[1][2] + (int)sizeof a[0]; }

int main(void) {
  int n = 2, m = 3; int a[n][m]; for (int i = 0; i < n; i++) for (int j = 0; j < m; j++) a[i][j] = 10 * i + j;
  CHECK(f(n, m, a) == 24);
  CHECK(sizeof a == 24);
  int (*p)[m] = a + 1;
  CHECK((*p)[1] == 11 && (char *)p - (char *)a == 12);
  return 0;
}

// proves: VLAs of VLAs are passed with their lengths beside them
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long trace(int n, long m[n][n]) { long t = 0; for (int i = 0; i < n; i++) t += m[i][i]; return t; }
static void multiply(int n, long r[n][n], long a[n][n], long b[n][n]) {
  for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) {
    r[i][j] = 0;
    for (int k = 0; k < n; k++) r[i][j] += a[i][k] * b[k][j];
  }
}

int main(void) {
  for (volatile int n = 1; n < 6; n++) {
    long a[n][n], b[n][n], r[n][n], sum = 0;
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) a[i][j] = i + j, b[i][j] = i == j ? 2 : 0;
    multiply(n, r, a, b);
    for (int i = 0; i < n; i++) sum += 4 * i;
    CHECK(trace(n, r) == sum && trace(n, a) * 2 == sum && r[0][n - 1] == 2 * (n - 1));
  }
  return 0;
}

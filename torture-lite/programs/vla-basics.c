// proves: variable length arrays: sizeof at run time, two dimensions, reuse in loops
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int fill(int n) {
  int v[n], sum = 0;
  CHECK(sizeof v == n * sizeof(int) && sizeof v / sizeof *v == (size_t)n);
  for (int i = 0; i < n; i++) v[i] = i * n;
  for (int i = n; i-- > 0;) sum += v[i];
  return sum;
}

static int grid(int rows, int columns) {
  short g[rows][columns];
  memset(g, 0, sizeof g);
  for (int r = 0; r < rows; r++) g[r][columns - 1 - r % columns] = (short)(r + 1);
  int sum = 0;
  for (int i = 0; i < rows * columns; i++) sum = sum * 2 + g[i / columns][i % columns];
  return sum + (int)sizeof g[0];
}

static int looping(int rounds) {
  int total = 0;
  for (int n = 1; n <= rounds; n++) {
    char a[n * 100], b[n];
    a[0] = (char)n;
    b[n - 1] = (char)(n * 2);
    a[n * 100 - 1] = 1;
    if (n % 3 == 0) continue;
    total += a[0] + b[n - 1] + (a != b) + a[n * 100 - 1];
    if (n == 95) break;
  }
  return total;
}
static int (*volatile f)(int) = fill, (*volatile l)(int) = looping;
static int (*volatile g)(int, int) = grid;

int main(void) {
  CHECK(f(1) == 0 && f(10) == 450 && f(1000) == 499500000);
  CHECK(g(2, 3) == (1 << 3) + (2 << 1) + 6 && g(1, 1) == 3);
  CHECK(l(5) == 3 * (1 + 2 + 4 + 5) + 8 && l(40) == 3 * (820 - 273) + 2 * 27);
  int n = 3;
  int late[n++];
  CHECK(sizeof late == 12 && n == 4);
  return 0;
}

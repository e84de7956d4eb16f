// proves: variably modified parameters and pointers to variable length arrays stride by the value
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static void multiply(int n, int m, int k, double a[n][m], double b[m][k], double out[n][k]) {
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < k; j++) {
      out[i][j] = 0;
      for (int l = 0; l < m; l++) out[i][j] += a[i][l] * b[l][j];
    }
  }
}

static long diagonal(int n, int (*m)[n]) {
  long sum = 0;
  for (int i = 0; i < n; i++) sum += m[i][i];
  return sum;
}

static int side_effect;
static int bump(int n) {
  side_effect++;
  return n;
}
static int evaluated(int n, int a[bump(n)][bump(n)]) { return a[1][0]; }

static void (*volatile mul)(int, int, int, double[*][*], double[*][*], double[*][*]) = multiply;
static long (*volatile diag)(int, int (*)[*]) = diagonal;

int main(void) {
  int n = 2, m = 3, k = 4;
  double a[n][m], b[m][k], out[n][k];
  for (int i = 0; i < n * m; i++) a[i / m][i % m] = i + 1;
  for (int i = 0; i < m * k; i++) b[i / k][i % k] = i % 5;
  mul(n, m, k, a, b, out);
  CHECK(out[0][0] == 0 * 1 + 4 * 2 + 3 * 3 && out[1][3] == 3 * 4 + 2 * 5 + 1 * 6);
  int (*heap)[m] = malloc(3 * sizeof *heap);
  if (!heap) abort();
  for (int i = 0; i < 9; i++) heap[i / 3][i % 3] = i;
  CHECK(diag(3, heap) == 12 && sizeof *heap == 12 && *(heap + 1)[0] == 3);
  m = 100;
  CHECK(sizeof *heap == 12 && (char *)(heap + 1) - (char *)heap == 12);
  CHECK(evaluated(3, heap) == 3 && side_effect >= 1);
  free(heap);
  typedef int row[n];
  n = 50;
  row r[2];
  CHECK(sizeof r == 16);
  return 0;
}

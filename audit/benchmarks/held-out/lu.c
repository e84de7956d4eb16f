// class: linear-algebra
// result: 24000 at n=60
// systems solved by LU decomposition with pivoting
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Factors a (n by n, row by row) in place; false when it is singular. */
static int decompose(double *a, int *pivot, int n) {
  for (int k = 0; k < n; k++) {
    int best = k;
    for (int i = k + 1; i < n; i++) {
      if (fabs(a[i * n + k]) > fabs(a[best * n + k])) best = i;
    }
    pivot[k] = best;
    if (a[best * n + k] == 0.0) return 0;
    if (best != k) {
      for (int j = 0; j < n; j++) {
        double t = a[k * n + j];
        a[k * n + j] = a[best * n + j];
        a[best * n + j] = t;
      }
    }
    for (int i = k + 1; i < n; i++) {
      double factor = a[i * n + k] / a[k * n + k];
      a[i * n + k] = factor;
      for (int j = k + 1; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
    }
  }
  return 1;
}

static void solve(const double *a, const int *pivot, double *b, int n) {
  for (int k = 0; k < n; k++) {
    double t = b[pivot[k]];
    b[pivot[k]] = b[k];
    b[k] = t;
  }
  for (int i = 1; i < n; i++) {
    double sum = b[i];
    for (int j = 0; j < i; j++) sum -= a[i * n + j] * b[j];
    b[i] = sum;
  }
  for (int i = n - 1; i >= 0; i--) {
    double sum = b[i];
    for (int j = i + 1; j < n; j++) sum -= a[i * n + j] * b[j];
    b[i] = sum / a[i * n + i];
  }
}

static double entry(unsigned *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return (double)(*seed >> 8) / 16777216.0 - 0.5;
}

int main(int argc, char **argv) {
  long rounds = argc > 1 ? atol(argv[1]) : 60;
  int n = 400;
  size_t size = (size_t)n * (size_t)n;
  double *a = malloc(size * sizeof *a), *factors = malloc(size * sizeof *factors);
  double *b = malloc((size_t)n * sizeof *b), *x = malloc((size_t)n * sizeof *x);
  int *pivot = malloc((size_t)n * sizeof *pivot);
  if (a == NULL || factors == NULL || b == NULL || x == NULL || pivot == NULL) return 1;
  unsigned seed = 1;
  long good = 0;
  for (long round = 0; round < rounds; round++) {
    for (size_t i = 0; i < size; i++) factors[i] = a[i] = entry(&seed);
    for (int i = 0; i < n; i++) x[i] = b[i] = entry(&seed);
    if (!decompose(factors, pivot, n)) return 1;
    solve(factors, pivot, x, n);
    for (int i = 0; i < n; i++) {
      double sum = 0.0;
      for (int j = 0; j < n; j++) sum += a[i * n + j] * x[j];
      if (fabs(sum - b[i]) < 1e-6) good++;
    }
  }
  printf("result %ld\n", good);
  free(a);
  free(factors);
  free(b);
  free(x);
  free(pivot);
  return 0;
}

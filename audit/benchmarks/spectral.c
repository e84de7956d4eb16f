// class: float
// result: 1274224 at n=3000
// largest eigenvalue of an infinite matrix, cut at n
#include <stdio.h>
#include <stdlib.h>

#include <math.h>

static double cell(long i, long j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply(long n, const double *in, double *out, int transposed) {
  for (long i = 0; i < n; i++) {
    double sum = 0;
    for (long j = 0; j < n; j++) sum += (transposed ? cell(j, i) : cell(i, j)) * in[j];
    out[i] = sum;
  }
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 3000;
  double *u = malloc(n * sizeof *u), *v = malloc(n * sizeof *v), *t = malloc(n * sizeof *t);
  for (long i = 0; i < n; i++) u[i] = 1;
  for (int round = 0; round < 10; round++) {
    multiply(n, u, t, 0);
    multiply(n, t, v, 1);
    multiply(n, v, t, 0);
    multiply(n, t, u, 1);
  }
  double uv = 0, vv = 0;
  for (long i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  printf("result %ld\n", (long)(sqrt(uv / vv) * 1e6));
  return 0;
}

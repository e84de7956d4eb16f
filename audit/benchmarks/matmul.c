// class: memory
// result: 44530628418189 at n=970
// product of two n by n matrices of doubles
#include <stdio.h>
#include <stdlib.h>

static unsigned int next(unsigned int *seed) { return *seed = *seed * 1664525u + 1013904223u; }

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 970;
  double *a = malloc(n * n * sizeof *a), *b = malloc(n * n * sizeof *b);
  double *c = calloc(n * n, sizeof *c);
  unsigned int seed = 1;
  for (long i = 0; i < n * n; i++) {
    a[i] = next(&seed) >> 24;
    b[i] = next(&seed) >> 24;
  }
  for (long i = 0; i < n; i++)
    for (long k = 0; k < n; k++)
      for (long j = 0; j < n; j++) c[i * n + j] += a[i * n + k] * b[k * n + j];
  double sum = 0;
  for (long i = 0; i < n * n; i++) sum += c[i] * (i % 7);
  printf("result %.0f\n", sum);
  return 0;
}

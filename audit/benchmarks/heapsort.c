// class: memory
// result: 6931354190019429468 at n=2800000
// heap sort of n random numbers
#include <stdio.h>
#include <stdlib.h>

static long steps;

static void sift(unsigned int *data, long root, long end) {
  unsigned int value = data[root];
  for (long child; (child = 2 * root + 1) < end; root = child) {
    steps++;
    if (child + 1 < end && data[child] < data[child + 1]) child++;
    if (value >= data[child]) break;
    data[root] = data[child];
  }
  data[root] = value;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 2800000;
  unsigned int *data = malloc(n * sizeof *data);
  unsigned int seed = 42;
  for (long i = 0; i < n; i++) data[i] = seed = seed * 1664525u + 1013904223u;
  for (long i = n / 2; i-- > 0;) sift(data, i, n);
  for (long end = n; end-- > 1;) {
    unsigned int top = data[0];
    data[0] = data[end];
    data[end] = top;
    sift(data, 0, end);
  }
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) sum = sum * 31 + data[i];
  printf("result %lu\nsteps %ld\n", sum, steps);
  return 0;
}

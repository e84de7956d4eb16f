// class: integer
// result: 556 at n=1900000
// longest Collatz flight up to n
#include <stdio.h>
#include <stdlib.h>

static long flight(unsigned long x) {
  long steps = 0;
  while (x != 1) {
    x = x & 1 ? 3 * x + 1 : x / 2;
    steps++;
  }
  return steps;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 1900000;
  long best = 0, total = 0;
  for (long i = 1; i <= n; i++) {
    long steps = flight(i);
    total += steps;
    if (steps > best) best = steps;
  }
  printf("result %ld\nsteps %ld\n", best, total);
  return 0;
}

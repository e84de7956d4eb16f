// class: calls-recursion
// result: 18127214275907062869 at n=1000
// naive Fibonacci, the bare cost of a call
#include <stdio.h>
#include <stdlib.h>

static long calls;

__attribute__((noinline)) static unsigned long fibonacci(unsigned n) {
  calls++;
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 1000;
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) sum = sum * 31 + fibonacci(20 + i % 8);
  printf("result %lu\nsteps %ld\n", sum, calls);
  return 0;
}

// class: calls-recursion
// result: 14658761101071161600 at n=1400
// queens on a board, four arguments a call
#include <stdio.h>
#include <stdlib.h>

static long nodes;

static long place(unsigned all, unsigned columns, unsigned left, unsigned right) {
  if (columns == all) return 1;
  long found = 0;
  unsigned free = all & ~(columns | left | right);
  nodes++;
  while (free != 0) {
    unsigned bit = free & -free;
    free ^= bit;
    found += place(all, columns | bit, (left | bit) << 1, (right | bit) >> 1);
  }
  return found;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 1400;
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) {
    unsigned size = 7 + i % 5;
    sum = sum * 3 + place((1u << size) - 1, 0, 0, 0);
  }
  printf("result %lu\nsteps %ld\n", sum, nodes);
  return 0;
}

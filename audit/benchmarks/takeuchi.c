// class: calls-recursion
// result: 1157065522 at n=760
// nested recursion and calls through pointers
#include <stdio.h>
#include <stdlib.h>

static int takeuchi(int x, int y, int z) {
  if (y >= x) return z;
  return takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x), takeuchi(z - 1, x, y));
}

typedef unsigned (*step)(unsigned, unsigned, unsigned);
static unsigned add(unsigned x, unsigned y, unsigned z) { return x + y * z; }
static unsigned mix(unsigned x, unsigned y, unsigned z) { return (x ^ y) + z; }
static const step steps[2] = {add, mix};

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 760;
  unsigned hash = 1;
  for (long i = 0; i < n; i++) {
    hash = hash * 31 + takeuchi(14 + i % 3, 8, i % 4);
    for (int j = 0; j < 1000; j++) hash = steps[hash >> 7 & 1](hash, j, i);
  }
  printf("result %u\n", hash);
  return 0;
}

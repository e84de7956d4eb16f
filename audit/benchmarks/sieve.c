// class: integer
// result: 15154773427730931223 at n=37000
// sieve of Eratosthenes, repeated
#include <stdio.h>
#include <stdlib.h>

#define LIMIT 8192
static unsigned char composite[LIMIT];

/* Counts primes below LIMIT, striking out multiples. */
static long sieve(long limit) {
  long count = 0;
  for (long i = 2; i < limit; i++) composite[i] = 0;
  for (long i = 2; i < limit; i++) {
    if (composite[i]) continue;
    count++;
    for (long j = i * i; j < limit; j += i) composite[j] = 1;
  }
  return count;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 37000;
  unsigned long sum = 0;
  for (long i = 0; i < n; i++) sum = sum * 3 + sieve(LIMIT - i % 64);
  printf("result %lu\n", sum);
  return 0;
}

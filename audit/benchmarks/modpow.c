// class: integer
// result: 1205358904139 at n=2400000
// modular exponentiation and greatest common divisors
#include <stdio.h>
#include <stdlib.h>

typedef unsigned long word;

static word power(word base, word exponent, word modulus) {
  word result = 1;
  base %= modulus;
  while (exponent != 0) {
    if (exponent & 1) result = result * base % modulus;
    base = base * base % modulus;
    exponent >>= 1;
  }
  return result;
}

static word gcd(word a, word b) {
  while (b != 0) {
    word rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 2400000;
  word sum = 0;
  for (long i = 1; i <= n; i++) {
    word modulus = 1000003 + 2 * (i % 5000);
    sum += power(i, 65537 + i, modulus) ^ gcd(i * 12345, modulus);
  }
  printf("result %lu\n", sum);
  return 0;
}

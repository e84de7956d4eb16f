// class: pressure
// result: 3477099179407867321 at n=4200000
// sixteen words mixed in registers, straight-line code
#include <stdio.h>
#include <stdlib.h>

#define ROTATE(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define QUARTER(a, b, c, d) \
  a += b; d = ROTATE(d ^ a, 16); c += d; b = ROTATE(b ^ c, 12); \
  a += b; d = ROTATE(d ^ a, 8); c += d; b = ROTATE(b ^ c, 7);

static void block(unsigned *s) {
  unsigned a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7];
  unsigned i = s[8], j = s[9], k = s[10], l = s[11], m = s[12], n = s[13], o = s[14], p = s[15];
  for (int round = 0; round < 10; round++) {
    QUARTER(a, e, i, m) QUARTER(b, f, j, n) QUARTER(c, g, k, o) QUARTER(d, h, l, p)
    QUARTER(a, f, k, p) QUARTER(b, g, l, m) QUARTER(c, h, i, n) QUARTER(d, e, j, o)
  }
  s[0] += a; s[1] += b; s[2] += c; s[3] += d; s[4] += e; s[5] += f; s[6] += g; s[7] += h;
  s[8] += i; s[9] += j; s[10] += k; s[11] += l; s[12] += m; s[13] += n; s[14] += o; s[15] += p;
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 4200000;
  unsigned state[16];
  for (int i = 0; i < 16; i++) state[i] = i * 2654435761u;
  for (long i = 0; i < n; i++) block(state);
  unsigned long hash = 0;
  for (int i = 0; i < 16; i++) hash = hash * 31 + state[i];
  printf("result %lu\n", hash);
  return 0;
}

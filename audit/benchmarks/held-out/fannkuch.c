// class: permutations
// result: 17856318152088893646 at n=3
// pancake flips over all permutations
#include <stdio.h>
#include <stdlib.h>

struct outcome {
  int flips;
  int checksum;
};

static int count_flips(const int *permutation, int n) {
  int work[16];
  int flips = 0;
  for (int i = 0; i < n; i++) work[i] = permutation[i];
  while (work[0] != 0) {
    for (int low = 0, high = work[0]; low < high; low++, high--) {
      int t = work[low];
      work[low] = work[high];
      work[high] = t;
    }
    flips++;
  }
  return flips;
}

/* Over all permutations of n, from one that is rotated by `start` on. */
static struct outcome fannkuch(int n, int start) {
  int permutation[16], counts[16];
  struct outcome out = {0, 0};
  int sign = 1, r = n;
  for (int i = 0; i < n; i++) permutation[i] = (i + start) % n;
  for (;;) {
    for (; r > 1; r--) counts[r - 1] = r;
    if (permutation[0] != 0) {
      int flips = count_flips(permutation, n);
      if (flips > out.flips) out.flips = flips;
      out.checksum += sign * flips;
    }
    sign = -sign;
    for (;; r++) {
      if (r >= n) return out;
      int first = permutation[0];
      for (int i = 0; i < r; i++) permutation[i] = permutation[i + 1];
      permutation[r] = first;
      if (--counts[r] > 0) break;
    }
  }
}

int main(int argc, char **argv) {
  long n = argc > 1 ? atol(argv[1]) : 3;
  unsigned long result = 0;
  if (fannkuch(7, 0).flips != 16 || fannkuch(8, 3).flips != 22) return 1;
  for (long round = 0; round < n; round++) {
    struct outcome out = fannkuch(10, (int)(round % 10));
    result = result * 1000003 + (unsigned long)(unsigned)out.checksum * 1000;
    result += (unsigned long)out.flips;
  }
  printf("result %lu\n", result);
  return 0;
}

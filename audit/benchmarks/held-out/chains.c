// class: dynamic
// result: 18017184733873627363 at n=400
// knapsacks and the best order of matrix products
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum { ITEMS = 120, CAPACITY = 5000, MATRICES = 160 };

static unsigned seed = 5;
static int next(int below) {
  seed = seed * 1664525u + 1013904223u;
  return (int)((seed >> 8) % (unsigned)below);
}

/* The most value that fits, each item once; each choice is noted. */
static long knapsack(const int *weights, const int *values, char (*taken)[CAPACITY + 1]) {
  static long best[CAPACITY + 1];
  for (int c = 0; c <= CAPACITY; c++) best[c] = 0;
  for (int i = 0; i < ITEMS; i++) {
    for (int c = CAPACITY; c >= weights[i]; c--) {
      long with = best[c - weights[i]] + values[i];
      if (with > best[c]) {
        best[c] = with;
        taken[i][c] = 1;
      }
    }
  }
  return best[CAPACITY];
}

static int count(const int *weights, char (*taken)[CAPACITY + 1]) {
  int chosen = 0;
  for (int i = ITEMS - 1, c = CAPACITY; i >= 0; i--) {
    if (taken[i][c]) {
      chosen++;
      c -= weights[i];
    }
  }
  return chosen;
}

static unsigned cost[MATRICES][MATRICES];
static unsigned char cut[MATRICES][MATRICES];

static unsigned chain(const unsigned *sizes, int n) {
  for (int i = 0; i < n; i++) cost[i][i] = 0;
  for (int length = 2; length <= n; length++) {
    for (int i = 0; i + length <= n; i++) {
      int j = i + length - 1;
      unsigned least = UINT_MAX;
      for (int k = i; k < j; k++) {
        unsigned now = cost[i][k] + cost[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1];
        if (now < least) {
          least = now;
          cut[i][j] = (unsigned char)k;
        }
      }
      cost[i][j] = least;
    }
  }
  return cost[0][n - 1];
}

static int depth(int i, int j) {
  if (i == j) return 0;
  int left = depth(i, cut[i][j]), right = depth(cut[i][j] + 1, j);
  return 1 + (left > right ? left : right);
}

int main(int argc, char **argv) {
  int n = argc > 1 ? atoi(argv[1]) : 400;
  unsigned long result = 0;
  for (int round = 0; round < n; round++) {
    static char taken[ITEMS][CAPACITY + 1];
    int weights[ITEMS], values[ITEMS];
    unsigned sizes[MATRICES + 1];
    for (int i = 0; i < ITEMS; i++) {
      weights[i] = 1 + next(200);
      values[i] = weights[i] * 10 + next(300);
      for (int c = 0; c <= CAPACITY; c++) taken[i][c] = 0;
    }
    for (int i = 0; i <= MATRICES; i++) sizes[i] = 1 + (unsigned)next(50);
    result = result * 31 + (unsigned long)knapsack(weights, values, taken);
    result = result * 31 + (unsigned long)count(weights, taken);
    result = result * 31 + chain(sizes, MATRICES);
    result = result * 31 + (unsigned long)depth(0, MATRICES - 1);
  }
  printf("result %lu\n", result);
  return 0;
}

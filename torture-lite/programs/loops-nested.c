// proves: three nested loops with carried dependences in every level
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int paths[9][9][9];

static int count_paths(int n) {
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < n; k++) {
        int ways = i + j + k == 0;
        if (i) ways += paths[i - 1][j][k];
        if (j) ways += paths[i][j - 1][k];
        if (k) ways += paths[i][j][k - 1];
        paths[i][j][k] = ways;
      }
    }
  }
  return paths[n - 1][n - 1][n - 1];
}

static int primes(int below) {
  static unsigned char composite[500];
  int count = 0;
  for (int p = 2; p < below; p++) {
    if (composite[p]) continue;
    count++;
    for (int m = p * p; m < below; m += p) composite[m] = 1;
  }
  return count;
}

static int collatz(unsigned n) {
  int best = 0;
  for (unsigned start = 1; start < n; start++) {
    int steps = 0;
    for (unsigned long x = start; x != 1; steps++) x = x % 2 ? 3 * x + 1 : x / 2;
    if (steps > best) best = steps;
  }
  return best;
}

static volatile int four = 4;

int main(void) {
  CHECK(count_paths(four) == 1680);
  CHECK(count_paths(four + 2) == 756756);
  CHECK(primes(500) == 95);
  CHECK(collatz(400) == 143);
  return 0;
}

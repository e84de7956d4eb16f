// proves: backtracking with shared and local state: queens, subset sums, flood fill
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int queens(unsigned columns, unsigned left, unsigned right, unsigned all) {
  if (columns == all) return 1;
  int count = 0;
  for (unsigned free = all & ~(columns | left | right); free; free &= free - 1) {
    unsigned bit = free & -free;
    count += queens(columns | bit, (left | bit) << 1 & all, (right | bit) >> 1, all);
  }
  return count;
}

static int subsets(const int *v, int n, int target) {
  if (target == 0) return 1;
  if (n == 0 || target < 0) return 0;
  return subsets(v + 1, n - 1, target) + subsets(v + 1, n - 1, target - v[0]);
}

static char map[6][9] = {"..#.....", "..#..##.", ".#..#...", "#..#..#.", "...#..#.", "####..#."};

static int fill(int y, int x) {
  if (y < 0 || y > 5 || x < 0 || x > 7 || map[y][x] != '.') return 0;
  map[y][x] = '~';
  return 1 + fill(y - 1, x) + fill(y + 1, x) + fill(y, x - 1) + fill(y, x + 1);
}
static int (*volatile flood)(int, int) = fill;

static int (*volatile solve)(unsigned, unsigned, unsigned, unsigned) = queens;

int main(void) {
  CHECK(solve(0, 0, 0, 15) == 2 && solve(0, 0, 0, 63) == 4 && solve(0, 0, 0, 255) == 92);
  int coins[] = {1, 2, 3, 5, 8, 13, 21};
  CHECK(subsets(coins, 7, 16) == 4 && subsets(coins, 7, 53) == 1 && subsets(coins, 7, 54) == 0);
  int a = flood(0, 0), b = flood(0, 7), again = flood(0, 0);
  CHECK(a == 5 && again == 0);
  int water = 0, rock = 0;
  for (int i = 0; i < 48; i++) {
    water += map[i / 8][i % 8] == '~';
    rock += map[i / 8][i % 8] == '#';
  }
  CHECK(water == a + b && water + rock == 48);
  return 0;
}

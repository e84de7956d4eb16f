/* GNU: the value of a designated range is evaluated once; ranges nest and are overridden */
#include "check.h"

static int calls;
static int next(void) { return ++calls; }

struct pair { int a, b; };

static const short table[300] = { [0 ... 299] = -1, [7] = 70, [10 ... 12] = 5, [11] = 6 };
static const char grid[3][4] = { [0 ... 1][1 ... 2] = 9, [1][2] = 4, 7 };
static struct pair pairs[5] = { [1 ... 3].b = 8, 1, 2 };
static int open[] = { [2 ... 4] = 3, 9 };

int main(void) {
  int values[8] = { [2 ... 5] = next(), 7 };
  CHECK(calls == 1 && values[1] == 0 && values[2] == 1 && values[5] == 1 && values[6] == 7);
  struct pair some[4] = { [0 ... 2] = { next(), 5 }, [1].b = 6 };
  CHECK(calls == 2 && some[0].a == 2 && some[2].a == 2 && some[2].b == 5 && some[1].b == 6);
  CHECK(some[3].a == 0);
  CHECK(table[0] == -1 && table[299] == -1 && table[7] == 70);
  CHECK(table[10] == 5 && table[11] == 6 && table[12] == 5 && table[13] == -1);
  CHECK(grid[0][1] == 9 && grid[0][2] == 9 && grid[1][1] == 9 && grid[1][2] == 4);
  CHECK(grid[1][3] == 7 && grid[0][0] == 0 && grid[2][1] == 0);
  CHECK(pairs[1].b == 8 && pairs[3].b == 8 && pairs[1].a == 0 && pairs[4].a == 1 && pairs[4].b == 2);
  CHECK(sizeof open == 6 * sizeof(int) && open[4] == 3 && open[5] == 9 && open[1] == 0);
  return 0;
}

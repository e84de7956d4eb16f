// proves: unsigned and signed enum objects compare by their type; bit-fields of enum type
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

enum colour { RED, GREEN, BLUE, BLACK = 200 };
enum level { LOW = -1, MID, HIGH };

struct cell { enum colour c : 8; enum level l : 3; enum colour plain; };

static struct cell grid[3][3];

static enum level next(enum level l) { return l == HIGH ? LOW : l + 1; }
static enum level (*volatile step)(enum level) = next;

static int weigh(const struct cell *c) {
  static const int weight[] = {[RED] = 3, [GREEN] = 5, [BLUE] = 7};
  return c->c <= BLUE ? weight[c->c] * c->l : -1000;
}

int main(void) {
  enum level l = LOW;
  int total = 0;
  for (int i = 0; i < 9; i++) {
    grid[i / 3][i % 3] = (struct cell){i == 8 ? BLACK : (enum colour)(i % 3), l, BLUE};
    l = step(l);
  }
  CHECK(grid[2][2].c == 200 && grid[2][2].c > BLUE && grid[0][0].l == -1 && grid[0][0].l < MID);
  for (int i = 0; i < 9; i++) total += weigh(&grid[i / 3][i % 3]);
  CHECK(total == (-3 + 0 + 7) + (-3 + 0 + 7) + (-3 + 0) - 1000);
  enum colour below = RED;
  below--;
  CHECK((int)below == -1 && below != BLACK);
  CHECK(LOW < 0 && step(HIGH) == LOW && step(LOW) == MID);
  int counts[HIGH - LOW + 1] = {0};
  for (int i = 0; i < 9; i++) counts[grid[i / 3][i % 3].l - LOW]++;
  CHECK(counts[0] == 3 && counts[1] == 3 && counts[2] == 3);
  CHECK(_Generic(RED, int: 1, default: 0) == 1);
  return 0;
}

// proves: several induction variables of different widths and directions stay in step
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct item { char tag; int value; short tail; };

static int walk(struct item *v, int n) {
  int sum = 0;
  int8_t small = 100;
  uint8_t byte = 0;
  long big = 1l << 40;
  for (int i = 0, j = n - 1; i < n; i++, j--) {
    sum += v[i].value * (j + 1) + v[j].tail - v[i].tag;
    small = (int8_t)(small + 7);
    byte = (uint8_t)(byte - 3);
    big -= 1l << 33;
  }
  CHECK(small == (int8_t)(100 + 7 * n));
  CHECK(byte == (uint8_t)(-3 * n));
  CHECK(big == (1l << 40) - n * (1l << 33));
  return sum;
}
static int (*volatile f)(struct item *, int) = walk;

static int unsigned_down(unsigned from) {
  int rounds = 0;
  for (unsigned i = from; i < 1000; i -= 3) rounds++;
  return rounds;
}
static int (*volatile g)(unsigned) = unsigned_down;

int main(void) {
  struct item v[50];
  int want = 0;
  for (int i = 0; i < 50; i++) v[i] = (struct item){(char)i, 100 - i, (short)(-i * 300)};
  for (int i = 0; i < 50; i++) want += (100 - i) * (50 - i) - i * 300 - i;
  CHECK(f(v, 50) == want);
  CHECK(f(v, 0) == 0 && f(v, 1) == 100);
  CHECK(g(999) == 334 && g(0) == 1 && g(2) == 1 && g(3) == 2 && g(1000) == 0);
  return 0;
}

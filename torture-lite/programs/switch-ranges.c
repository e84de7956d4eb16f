// proves: GNU case ranges, single and adjacent, below and above zero
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

enum kind { OTHER, DIGIT, LOWER, UPPER, SPACE, CONTROL };

static enum kind classify(int c) {
  switch (c) {
    case '0' ... '9': return DIGIT;
    case 'a' ... 'z': return LOWER;
    case 'A' ... 'Z': return UPPER;
    case ' ': return SPACE;
    case -10 ... 31: return CONTROL;
    default: return OTHER;
  }
}

static int level(long x) {
  switch (x) {
    case -2147483648l ... -1: return -1;
    case 0 ... 0: return 0;
    case 1 ... 1l << 40: return 1;
    case (1l << 40) + 1 ... 0x7fffffffffffffff: return 2;
  }
  return -2;
}
static enum kind (*volatile f)(int) = classify;
static int (*volatile g)(long) = level;

int main(void) {
  int count[6] = {0};
  for (int c = -20; c < 300; c++) count[f(c)]++;
  CHECK(count[DIGIT] == 10 && count[LOWER] == 26 && count[UPPER] == 26);
  CHECK(count[SPACE] == 1 && count[CONTROL] == 42);
  CHECK(count[OTHER] == 320 - 10 - 26 - 26 - 1 - 42);
  CHECK(g(-1) == -1 && g(-2147483648l) == -1 && g(-2147483649l) == -2);
  CHECK(g(0) == 0 && g(1) == 1 && g(1l << 40) == 1 && g((1l << 40) + 1) == 2);
  CHECK(g(-0x7fffffffffffffff - 1) == -2 && g(0x7fffffffffffffff) == 2);
  return 0;
}

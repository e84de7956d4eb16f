// proves: a global is loaded again after a call that may change it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int g = 1;
int other = 2;
static void change(void) { g += 10; other *= 3; }
static int no_change(int x) { return x + 1; }

static int f(void (*c)(void)) {
  int a = g + other;
  c();
  int b = g + other;
  int d = no_change(b) + g;
  return a * 10000 + b * 100 + d;
}
static int loop(void (*c)(void), int times) {
  int sum = 0;
  while (times--) { sum += g; c(); sum += g; }
  return sum;
}

int main(void) {
  void (*volatile c)(void) = change;
  CHECK(f(c) == 31729);
  CHECK(loop(c, 2) == 11 + 21 + 21 + 31);
  return 0;
}

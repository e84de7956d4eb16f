// proves: hundreds of live locals and temporaries get distinct places
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define EIGHT(X, n) X(n##0) X(n##1) X(n##2) X(n##3) X(n##4) X(n##5) X(n##6) X(n##7)
#define ALL(X) \
  EIGHT(X, 10) EIGHT(X, 11) EIGHT(X, 12) EIGHT(X, 13) EIGHT(X, 14) EIGHT(X, 15) EIGHT(X, 16) \
  EIGHT(X, 17) EIGHT(X, 20) EIGHT(X, 21) EIGHT(X, 22) EIGHT(X, 23) EIGHT(X, 24) EIGHT(X, 25)

#define DECLARE(n) int v##n = source(n);
#define ROTATE(n) v##n ^= v##n << 1;
#define SUM(n) total = total * 3 + (unsigned)v##n;
#define EXPECT(n) want = want * 3 + (unsigned)((n * 7 + seed) ^ (n * 7 + seed) << 1);

static int seed;
static int take(int n) { return n * 7 + seed; }
static int (*volatile source)(int) = take;

static unsigned pressure(void) {
  unsigned total = 0;
  ALL(DECLARE)
  ALL(ROTATE)
  ALL(SUM)
  return total;
}

static unsigned expected(void) {
  unsigned want = 0;
  ALL(EXPECT)
  return want;
}

#define DOUBLE(n) double d##n = source(n) * 0.5;
#define ADD(n) sum = sum * 0.5 + d##n;

static double floating(int rounds) {
  double sum = 0;
  EIGHT(DOUBLE, 10) EIGHT(DOUBLE, 11) EIGHT(DOUBLE, 12) EIGHT(DOUBLE, 13) EIGHT(DOUBLE, 14)
  while (rounds--) {
    EIGHT(ADD, 10) EIGHT(ADD, 11) EIGHT(ADD, 12) EIGHT(ADD, 13) EIGHT(ADD, 14)
    sum -= (double)source(0);
  }
  return sum;
}

int main(void) {
  for (seed = 0; seed < 20; seed += 3) CHECK(pressure() == expected());
  seed = 0;
  double sum = 0;
  for (int row = 100; row < 150; row += 10) {
    for (int n = row; n < row + 8; n++) sum = sum * 0.5 + n * 3.5;
  }
  CHECK(floating(1) == sum && floating(0) == 0);
  return 0;
}

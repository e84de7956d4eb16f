// proves: 36 integers stay live and right across calls, branches and a loop
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define SIX(X, a, b, c, d, e, f) X(a) X(b) X(c) X(d) X(e) X(f)
#define ALL(X) \
  SIX(X, 0, 1, 2, 3, 4, 5) SIX(X, 6, 7, 8, 9, 10, 11) SIX(X, 12, 13, 14, 15, 16, 17) \
  SIX(X, 18, 19, 20, 21, 22, 23) SIX(X, 24, 25, 26, 27, 28, 29) SIX(X, 30, 31, 32, 33, 34, 35)

static int clobber(int x) {
  int v[12];
  for (int i = 0; i < 12; i++) v[i] = x + i;
  for (int i = 0; i < 12; i++) x ^= v[(x & 0x7fff) % 12] & 1;
  return v[11] - 11;
}
static int (*volatile call)(int) = clobber;

#define DECLARE(n) unsigned r##n = (unsigned)call(n + 1);
#define STEP(n) r##n = r##n * 3 + (unsigned)i;
#define CASE(n) case n: r##n += 1000; break;
#define MIX(n) sum = sum * 31 + r##n;

static unsigned run(int rounds) {
  unsigned sum = 0;
  ALL(DECLARE)
  for (int i = 0; i < rounds; i++) {
    ALL(STEP)
    switch (call(i % 37)) { ALL(CASE) }
  }
  ALL(MIX)
  return sum;
}

static unsigned reference(int rounds) {
  unsigned r[36], sum = 0;
  for (int n = 0; n < 36; n++) r[n] = (unsigned)n + 1;
  for (int i = 0; i < rounds; i++) {
    for (int n = 0; n < 36; n++) r[n] = r[n] * 3 + (unsigned)i;
    if (i % 37 < 36) r[i % 37] += 1000;
  }
  for (int n = 0; n < 36; n++) sum = sum * 31 + r[n];
  return sum;
}

int main(void) {
  CHECK(run(0) == reference(0));
  CHECK(run(1) == reference(1));
  CHECK(run(200) == reference(200));
  return 0;
}

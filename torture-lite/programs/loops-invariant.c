// proves: hoisting does not execute what the loop would not have: division, loads, calls
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int guarded_division(const int *v, int n, int divisor) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    if (divisor != 0) sum += v[i] + 1000 / divisor;
  }
  return sum;
}

static int guarded_load(const int *p, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += p ? *p : i;
  return sum;
}

static int changing(int *limit) {
  int n = 0;
  for (int i = 0; i < *limit; i++) {
    if (i == 3) *limit = 6;
    n++;
  }
  return n;
}

static int (*volatile d)(const int *, int, int) = guarded_division;
static int (*volatile l)(const int *, int) = guarded_load;
static int (*volatile c)(int *) = changing;

int main(void) {
  int v[4] = {1, 2, 3, 4}, seven = 7, limit = 100;
  CHECK(d(v, 4, 0) == 0);
  CHECK(d(v, 4, -7) == 10 - 568);
  CHECK(d(NULL, 0, 0) == 0);
  CHECK(l(NULL, 5) == 10 && l(&seven, 5) == 35 && l(NULL, 0) == 0);
  CHECK(c(&limit) == 6 && limit == 6);
  CHECK(c(&limit) == 6);
  int base = -2147483647 - 1, sum = 0;
  for (int i = 0; i < 3; i++) {
    if (seven < 0) sum += base / -1;
    sum += i;
  }
  CHECK(sum == 3);
  return 0;
}

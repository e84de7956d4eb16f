/* C11 6.7.3.1: pointers that are based on a restricted one may lead where it does */
#include "check.h"

static int copies(int *restrict p, int n) {
  int *q = p;
  if (n) q = p + n;
  *p = 1;
  *q = 2;
  return *p;
}

static int stored(int *restrict p, int **q) {
  *q = p;
  *p = 1;
  **q = 2;
  return *p;
}

static int *same(int *p) { return p; }

static int passed(int *restrict p) {
  int *q = same(p);
  *p = 1;
  *q = 2;
  return *p;
}

/* Only read: the two may be one. */
static int dot(int n, const int *restrict a, const int *restrict b) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += a[i] * b[i];
  return sum;
}

/* Each writes its own half of one array. */
static void halves(int n, int *restrict even, int *restrict odd) {
  for (int i = 0; i < n; i++) {
    even[2 * i] = odd[2 * i] + 1;
    odd[2 * i] = i;
  }
}

/* What was read in one activation may be written in the next. */
static void shift(int n, int *restrict to, const int *restrict from) {
  if (n == 0) return;
  *to = *from;
  shift(n - 1, to + 1, from + 1);
}

static void rows(int n, double a[restrict n], const double b[static restrict 1]) {
  for (int i = 0; i < n; i++) a[i] += b[0];
}

int (*volatile f)(int *restrict, int) = copies;
int (*volatile g)(int *restrict, int **) = stored;
int (*volatile h)(int *restrict) = passed;
int (*volatile d)(int, const int *restrict, const int *restrict) = dot;
void (*volatile e)(int, int *restrict, int *restrict) = halves;
void (*volatile s)(int, int *restrict, const int *restrict) = shift;
void (*volatile r)(int, double *restrict, const double *restrict) = rows;

int main(void) {
  int a[40] = {0}, *p;
  double x[9] = {0}, y = 0.5;
  CHECK(f(a, 0) == 2 && f(a, 1) == 1 && a[1] == 2);
  CHECK(g(a, &p) == 2 && p == a);
  CHECK(h(a) == 2);
  for (int i = 0; i < 40; i++) a[i] = i;
  CHECK(d(40, a, a) == 20540);
  e(20, a, a + 1);
  for (int i = 0; i < 20; i++) CHECK(a[2 * i] == 2 * i + 2 && a[2 * i + 1] == i);
  s(20, a, a + 20);
  CHECK(a[0] == 22 && a[19] == 19 && a[20] == 22);
  r(9, x, &y);
  CHECK(x[0] == 0.5 && x[8] == 0.5);
  return 0;
}

// proves: loops with two entries, built from gotos, run the right number of times
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int two_entries(int enter, int n) {
  int a = 0, b = 0;
  if (enter) goto second;
first:
  a += n;
  if (--n < 0) goto out;
second:
  b += a + 1;
  if (n-- > 0) goto first;
out:
  return a * 1000 + b;
}

static int reference(int enter, int n) {
  int a = 0, b = 0, state = enter ? 2 : 1;
  while (state) {
    if (state == 1) {
      a += n;
      n--;
      state = n < 0 ? 0 : 2;
    } else {
      b += a + 1;
      state = n > 0 ? 1 : 0;
      n--;
    }
  }
  return a * 1000 + b;
}

static int crossing(int n) {
  int sum = 0, i = 0;
  if (n & 1) goto inner;
  for (i = 0; i < n; i++) {
    sum += i;
    while (sum % 3) {
    inner:
      sum += 2;
      if (sum > 500) goto leave;
    }
  }
leave:
  return sum * 100 + i;
}
static int (*volatile f)(int, int) = two_entries, (*volatile r)(int, int) = reference;
static int (*volatile c)(int) = crossing;

int main(void) {
  for (int n = 0; n < 20; n++) CHECK(f(0, n) == r(0, n) && f(1, n) == r(1, n));
  CHECK(c(0) == 0 && c(2) == 302 && c(4) == 1204 && c(1) == 601);
  return 0;
}

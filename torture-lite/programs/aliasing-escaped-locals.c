// proves: a local whose address escaped may be changed by any call; one that did not, may not
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int *saved[4];
static int calls;

static void remember(int slot, int *p) { saved[slot] = p; }
static void poke(void) {
  calls++;
  for (int i = 0; i < 4; i++) {
    if (saved[i]) *saved[i] += i + 1;
  }
}
static void (*volatile keep)(int, int *) = remember;
static void (*volatile touch)(void) = poke;

static int test(int n) {
  int a = n, b = n, pair[2] = {n, n}, pure = n;
  keep(0, &a);
  int first = a;
  touch();
  int second = a;
  keep(3, &pair[1]);
  touch();
  touch();
  b += a;
  CHECK(first == n && second == n + 1);
  CHECK(a == n + 3 && pair[0] == n && pair[1] == n + 8 && pure == n);
  int *alias = &b;
  keep(1, alias);
  int before = b;
  touch();
  *alias += 100;
  touch();
  CHECK(b == before + 104);
  for (int i = 0; i < 4; i++) keep(i, NULL);
  touch();
  CHECK(b == before + 104 && a == n + 5);
  return b;
}

int main(void) {
  CHECK(test(0) == 107);
  CHECK(test(1000) == 2107);
  CHECK(calls == 12);
  return 0;
}

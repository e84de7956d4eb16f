// proves: two pointers of one type may meet: loads are redone after a store through the other
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct account { int balance; int limit; };

static void swap_xor(int *a, int *b) {
  *a ^= *b;
  *b ^= *a;
  *a ^= *b;
}

static int move(struct account *from, struct account *to, int amount) {
  from->balance -= amount;
  to->balance += amount;
  if (from->balance < from->limit) {
    from->balance += amount;
    to->balance -= amount;
    return 0;
  }
  return from->balance;
}

static void prefix(int *out, const int *in, int n) {
  out[0] = in[0];
  for (int i = 1; i < n; i++) out[i] = out[i - 1] + in[i];
}

static void (*volatile f)(int *, int *) = swap_xor;
static int (*volatile g)(struct account *, struct account *, int) = move;
static void (*volatile h)(int *, const int *, int) = prefix;

int main(void) {
  int x = 5, y = 9;
  f(&x, &y);
  CHECK(x == 9 && y == 5);
  f(&x, &x);
  CHECK(x == 0);
  struct account a = {100, 0}, b = {50, -10};
  CHECK(g(&a, &b, 70) == 30 && b.balance == 120);
  CHECK(g(&a, &a, 30) == 30 && a.balance == 30);
  CHECK(g(&a, &b, 31) == 0 && a.balance == 30 && b.balance == 120);
  int v[6] = {1, 1, 1, 1, 1, 1};
  h(v + 1, v, 5);
  CHECK(v[1] == 1 && v[2] == 2 && v[3] == 4 && v[4] == 8 && v[5] == 16);
  h(v, v, 6);
  CHECK(v[5] == 32);
  return 0;
}

/* GNU: goto out of nested functions, and addresses of labels of the function around */
#include "check.h"

static int search(int n, int stop) {
  __label__ found, negative;
  int steps = 0;
  double kept = 1.5;
  void walk(int at) {
    steps++;
    if (at == stop) goto found;
    if (at < 0) goto negative;
    void inner(void) {
      if (at == stop + 1 && stop == 2) goto found;
      walk(at - 1);
    }
    inner();
  }
  walk(n);
  return -1;
found:
  return kept == 1.5 ? steps : -3;
negative:
  return 1000 + steps;
}

static int with_arrays(int n) {
  __label__ again, out;
  int rounds = 0, sum = 0;
again:;
  {
    int row[n + rounds];
    void leave(int i) {
      row[i] = 7;
      if (rounds == 5) goto out;
      rounds++;
      goto again;
    }
    for (int i = 0; i < n; i++) row[i] = i;
    leave(n - 1);
  }
  return -1;
out:
  for (int i = 0; i < rounds; i++) sum += i;
  return sum;
}

static int chosen(int which) {
  __label__ one, two;
  void *pick(void) { return which == 1 ? &&one : &&two; }
  goto *pick();
one:
  return 10;
two:
  return 20;
}

static int recursive(int n, void (*leave)(void)) {
  __label__ here;
  void jump(void) { goto here; }
  if (n == 0) leave();
  else recursive(n - 1, n == 3 ? jump : leave);
  return -1;
here:
  return n;
}

int main(void) {
  CHECK(search(10, 5) == 6);
  CHECK(search(4, 2) == 2);
  CHECK(search(3, 100) == 1005);
  CHECK(with_arrays(8) == 10);
  CHECK(chosen(1) == 10 && chosen(2) == 20);
  int result = 0;
  int outer(void) { return recursive(3, 0); }
  result = outer();
  CHECK(result == 3);
  return 0;
}

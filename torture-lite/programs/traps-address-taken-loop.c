// proves: loop variables that are global, in a union or have their address taken are re-read
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int global_index;
static int *leak;

static void skip(int *p) { *p += 2; }
static void (*volatile jump)(int *) = skip;

static int address_taken(int n) {
  int rounds = 0;
  for (int i = 0; i < n; i++) {
    rounds++;
    if (i % 5 == 1) jump(&i);
  }
  return rounds;
}

static int by_global(int n) {
  int rounds = 0;
  for (global_index = 0; global_index < n; global_index++) {
    rounds++;
    if (global_index == 3) jump(&global_index);
  }
  return rounds * 100 + global_index;
}

static int leaked(int n) {
  int sum = 0, step = 1;
  leak = &step;
  for (int i = 0; i < n; i += step) {
    sum += i;
    jump(leak);
  }
  leak = NULL;
  return sum;
}

static int self_modifying(int *v, int n) {
  int writes = 0;
  for (int *p = v; p < v + *v && writes < n; p++) {
    *p = *p + 1;
    writes++;
  }
  return writes;
}
static int (*volatile s)(int *, int) = self_modifying;

static int by_union(void) {
  union { int i; signed char c[4]; } u;
  int n = 0;
  for (u.i = 0; u.i < 1000; u.i++) {
    n++;
    if (u.c[0] == 100) u.c[1]++, u.c[0] = 0;
  }
  return n;
}

int main(void) {
  CHECK(address_taken(0) == 0 && address_taken(20) == 12);
  CHECK(by_global(10) == 810 && leaked(20) == 0 + 3 + 8 + 15);
  int v[16] = {5};
  CHECK(s(v, 100) == 6 && v[0] == 6 && v[5] == 1 && v[6] == 0);
  CHECK(by_union() == 101 + 100 * 3);
  return 0;
}

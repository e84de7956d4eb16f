// proves: automatic aggregates with few initializers are zeroed everywhere else, each time round
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct wide { char c; double d; int v[7]; void *p; };

static int dirty(int n) {
  volatile int junk[64];
  for (int i = 0; i < 64; i++) junk[i] = n + i;
  return junk[n & 63];
}
static int (*volatile spoil)(int) = dirty;

static int check(int n) {
  struct wide w = {.v = {[2] = n}};
  char text[33] = "ab";
  int grid[5][5] = {{n}, [3][3] = 1};
  int sum = 0;
  for (int i = 0; i < 7; i++) sum += w.v[i];
  for (int i = 0; i < 33; i++) sum += text[i];
  for (int i = 0; i < 25; i++) sum += grid[i / 5][i % 5];
  return sum + (w.c != 0) + (w.d != 0) + (w.p != NULL);
}
static int (*volatile fresh)(int) = check;

int main(void) {
  for (int i = 0; i < 10; i++) {
    spoil(i * 1000 + 1);
    CHECK(fresh(i) == 2 * i + 1 + 'a' + 'b');
  }
  for (int i = 0; i < 3; i++) {
    int a[4] = {0};
    CHECK(a[0] + a[1] + a[2] + a[3] == 0);
    for (int k = 0; k < 4; k++) a[k] = i + k + 1;
    CHECK(a[3] == i + 4);
  }
  return 0;
}

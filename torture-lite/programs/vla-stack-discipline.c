// proves: stack memory of variable arrays is released by scopes, gotos and calls, not piled up
#include <alloca.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static char *volatile seen;

static long scopes(int rounds, int size) {
  long touched = 0;
  for (int i = 0; i < rounds; i++) {
    char block[size];
    seen = block;
    block[0] = (char)i;
    block[size - 1] = 1;
    touched += block[0] & 1;
    if (i & 1) continue;
    {
      char more[size + i % 7];
      more[size - 1] = 2;
      seen = more;
      touched += more[size - 1];
    }
  }
  return touched;
}

static int backwards(int n) {
  int rounds = 0;
again:;
  char v[n * 1000];
  seen = v;
  v[n] = (char)rounds;
  if (++rounds < 2000) goto again;
  return rounds + v[n] * 0;
}

static int recursive(int n, int size) {
  int v[size];
  for (int i = 0; i < size; i++) v[i] = n;
  if (n == 0) return 0;
  int below = recursive(n - 1, size + 1);
  for (int i = 0; i < size; i++) CHECK(v[i] == n);
  return below + v[size - 1];
}

static int by_alloca(int n) {
  int sum = 0;
  char *parts[8];
  for (int i = 0; i < 8; i++) {
    parts[i] = alloca(n + i);
    memset(parts[i], i, n + i);
  }
  for (int i = 0; i < 8; i++) sum += parts[i][0] + parts[i][n + i - 1];
  return sum;
}
static int (*volatile r)(int, int) = recursive, (*volatile a)(int) = by_alloca;

int main(void) {
  CHECK(scopes(2000, 50000) == 1000 + 2000);
  CHECK(backwards(40) == 2000);
  CHECK(r(30, 5) == 465 && a(10) == 56 && a(1) == 56);
  return 0;
}

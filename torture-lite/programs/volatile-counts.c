// proves: each volatile access happens exactly once, in order, also in dead or repeated expressions
#include <signal.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile sig_atomic_t flag;
static volatile int x = 5;
static volatile struct { int a, b; } pair = {1, 2};

static void handler(int signal_number) {
  (void)signal_number;
  flag++;
}

int main(void) {
  if (signal(SIGUSR1, handler) == SIG_ERR) abort();
  CHECK(flag == 0);
  raise(SIGUSR1);
  CHECK(flag == 1);
  for (int i = 0; i < 3; i++) {
    int before = flag;
    raise(SIGUSR1);
    CHECK(flag == before + 1);
  }
  x;
  (void)x;
  int a = x, b = x;
  CHECK(a == 5 && b == 5);
  x += 2;
  x++;
  CHECK(x == 8);
  CHECK((x = 300) == 300);
  int chain = x = 7;
  CHECK(chain == 7);
  pair.a = pair.b;
  pair.b = 10;
  CHECK(pair.a == 2 && pair.b == 10);
  volatile int local[3] = {1, 2, 3};
  int sum = 0;
  for (int i = 0; i < 3; i++) {
    int left = local[i];
    sum += left * local[2 - i];
  }
  CHECK(sum == 3 + 4 + 3);
  volatile int *p = local;
  *p++ = 9;
  CHECK(local[0] == 9 && *p == 2);
  while (x > 0) x--;
  CHECK(x == 0);
  return flag == 4 ? 0 : 1;
}

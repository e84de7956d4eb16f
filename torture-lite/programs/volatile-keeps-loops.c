// proves: a loop that only waits on a volatile object still runs
#include <signal.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile sig_atomic_t ticks;
static void tick(int number) { ticks += number == SIGUSR1; }

int main(void) {
  signal(SIGUSR1, tick);
  for (int i = 0; i < 3; i++) {
    sig_atomic_t before = ticks;
    raise(SIGUSR1);
    while (ticks == before) {}
  }
  CHECK(ticks == 3);
  volatile int spin = 100;
  while (spin-- > 0) {}
  CHECK(spin == -1);
  return 0;
}

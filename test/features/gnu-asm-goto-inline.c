/* GNU: functions with asm goto, and with numbers as labels in asm, put in the place of calls */
#include "check.h"

#ifdef __OPTIMIZE__
#define CONSTANT "i"
#else
#define CONSTANT "r"
#endif

static inline __attribute__((always_inline)) int jumps(unsigned short bit, int to) {
  __asm__ goto("1:\n.pushsection .discard\n.byte %0 - %0\n.popsection" : : "i"(7) : : away);
  __asm__ goto("# %0" : : CONSTANT(bit >> 3), "r"(to) : "memory" : away);
  return to;
away:
  return -1;
}

int main(void) {
  volatile int times = 1;
  int sum = 0;
  for (int i = 0; i < times; i++) sum += jumps(99, 3) + jumps(12, 4);
  CHECK(sum == 7);
  return 0;
}

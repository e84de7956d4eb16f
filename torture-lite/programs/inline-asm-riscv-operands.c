// proves: asm operands in registers and memory keep apart
// target: riscv64
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long add(long a, long b) {
  long r;
  __asm__("add %0, %1, %2" : "=r"(r) : "r"(a), "r"(b));
  return r;
}

int main(void) {
  volatile long one = 1;
  long cell = 5, t;
  CHECK(add(41, one) == 42 && add(add(one, 2), add(3, 4)) == 10);
  __asm__ volatile("ld %0, %1\n\taddi %0, %0, 1\n\tsd %0, %1" : "=&r"(t), "+m"(cell));
  CHECK(cell == 6 && t == 6);
  __asm__("addi %0, %0, %1" : "+r"(t) : "i"(-7));
  CHECK(t == -1);
  return 0;
}

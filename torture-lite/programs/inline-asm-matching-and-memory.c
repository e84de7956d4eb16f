// proves: asm operands that match, are memory or are early clobbered keep apart
// target: x86-64
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static long add(long a, long b) {
  long r;
  __asm__("addq %2, %0" : "=r"(r) : "0"(a), "rm"(b) : "cc");
  return r;
}
static int both(int a, int b, int *rest) {
  int r, t;
  __asm__("movl %2, %0\n\tsubl %3, %0\n\tmovl %3, %1\n\tsubl %2, %1"
          : "=&r"(r), "=&r"(t) : "r"(a), "r"(b) : "cc");
  *rest = t;
  return r;
}

int main(void) {
  volatile long one = 1;
  int rest, cell = 5;
  CHECK(add(41, one) == 42 && add(add(one, 2), add(3, 4)) == 10);
  CHECK(both(9, 4, &rest) == 5 && rest == -5);
  __asm__ volatile("incl %0" : "+m"(cell) : : "cc");
  CHECK(cell == 6);
  unsigned a = 7, d;
  __asm__("mull %3" : "+a"(a), "=d"(d) : "1"(0), "r"(0x80000000u) : "cc");
  CHECK(a == 0x80000000u && d == 3);
  return 0;
}

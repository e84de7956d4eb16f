/* GNU: a global register variable of the stack pointer, read and as an operand of asm */
#include "check.h"

#if defined(__x86_64__)
register unsigned long here asm("rsp");
#else
register unsigned long here asm("sp");
#endif

__attribute__((noinline)) static unsigned long deeper(void) {
  volatile char room[256];
  room[0] = 0;
  return here + room[0];
}

int main(void) {
  char mark;
  unsigned long at = here;
  CHECK(at <= (unsigned long)&mark && at + 4096 > (unsigned long)&mark);
  CHECK(deeper() < at);
  int one = 1;
  __asm__ volatile("" : "+r"(one), "+r"(here));
  CHECK(one == 1 && here == at);
  return 0;
}

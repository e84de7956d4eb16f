// proves: compound shifts of long by int counts work on all 64 bits
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  volatile int k = 36;
  long a = 1;
  unsigned long u = ~0ul;
  a <<= k;
  u >>= k;
  CHECK(a == 0x1000000000 && u == 0xfffffff && (a >>= k) == 1 && (u <<= k) == 0xfffffff000000000);
  return 0;
}

// proves: compare-and-exchange tells the value it met and stores only on success
// flags: -latomic
#include <stdatomic.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static _Atomic int n = 5;
static _Atomic unsigned char byte = 250;

int main(void) {
  int expected = 4;
  CHECK(!atomic_compare_exchange_strong(&n, &expected, 9) && expected == 5 && n == 5);
  CHECK(atomic_compare_exchange_strong(&n, &expected, 9) && expected == 5 && n == 9);
  int old = n;
  while (!atomic_compare_exchange_weak(&n, &old, old * 3)) {}
  CHECK(n == 27 && old == 9);
  CHECK(atomic_fetch_add(&byte, 10) == 250 && byte == 4 && atomic_fetch_sub(&byte, 5) == 4);
  CHECK(byte == 255 && atomic_exchange(&byte, 7) == 255 && atomic_load(&byte) == 7);
  CHECK(atomic_fetch_or(&byte, 8) == 7 && atomic_fetch_and(&byte, 12) == 15);
  CHECK(atomic_fetch_xor(&byte, 5) == 12 && byte == 9);
  return 0;
}

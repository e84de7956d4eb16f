// proves: atomic pointers step by elements, atomic structs are exchanged whole
// flags: -latomic
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int a[8];
static int *p = a;
struct pair { int x, y; };

int main(void) {
  int *_Atomic q = a;
  CHECK(q++ == a && q == a + 1 && ++q == a + 2);
  p = --q;
  CHECK(p == a + 1 && (p += 4) == a + 5);
  CHECK(__atomic_fetch_add(&p, 2 * sizeof(int), __ATOMIC_SEQ_CST) == a + 5 && p == a + 7);
  struct pair now = {1, 2}, want = {1, 2}, next = {3, 4};
  CHECK(__atomic_compare_exchange(&now, &want, &next, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
  CHECK(now.x == 3 && now.y == 4);
  __atomic_load(&now, &want, __ATOMIC_ACQUIRE);
  CHECK(want.y == 4);
  CHECK(__sync_fetch_and_add(&a[0], 5) == 0 && __sync_add_and_fetch(&a[0], 5) == 10);
  CHECK(__sync_bool_compare_and_swap(&a[0], 10, 1));
  CHECK(__sync_val_compare_and_swap(&a[0], 2, 3) == 1 && a[0] == 1);
  return 0;
}

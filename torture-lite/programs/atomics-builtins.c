// proves: the __atomic and __sync builtins on plain objects return old and new values as documented
// std: gnu11
// flags: -latomic
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static int x = 10;
static uint64_t wide = 1;
static signed char small = -1;
static volatile int one = 1;

int main(void) {
  CHECK(__sync_fetch_and_add(&x, 5) == 10 && __sync_add_and_fetch(&x, one) == 16);
  CHECK(__sync_fetch_and_sub(&x, 6) == 16 && __sync_sub_and_fetch(&x, 1) == 9);
  CHECK(__sync_or_and_fetch(&x, 6) == 15 && __sync_and_and_fetch(&x, 12) == 12);
  CHECK(__sync_bool_compare_and_swap(&x, 12, 20) && !__sync_bool_compare_and_swap(&x, 12, 30));
  CHECK(__sync_val_compare_and_swap(&x, 20, 21) == 20 && x == 21);
  CHECK(__sync_lock_test_and_set(&x, 3) == 21);
  __sync_lock_release(&x);
  CHECK(x == 0);
  __sync_synchronize();
  CHECK(__atomic_add_fetch(&wide, 1ull << 40, __ATOMIC_SEQ_CST) == (1ull << 40) + 1);
  CHECK(__atomic_fetch_xor(&wide, 1, __ATOMIC_RELAXED) == (1ull << 40) + 1);
  CHECK(__atomic_sub_fetch(&small, 1, __ATOMIC_ACQ_REL) == -2);
  CHECK(__atomic_exchange_n(&small, 5, __ATOMIC_SEQ_CST) == -2 && small == 5);
  __atomic_store_n(&x, 77, __ATOMIC_RELEASE);
  CHECK(__atomic_load_n(&x, __ATOMIC_ACQUIRE) == 77);
  int expected = 1, desired = 88, out;
  CHECK(!__atomic_compare_exchange_n(&x, &expected, 5, 0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));
  CHECK(expected == 77);
  CHECK(__atomic_compare_exchange(&x, &expected, &desired, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
  __atomic_load(&x, &out, __ATOMIC_SEQ_CST);
  CHECK(out == 88);
  CHECK(__atomic_fetch_nand(&x, 0xff, __ATOMIC_SEQ_CST) == 88 && x == ~88);
  CHECK(__atomic_always_lock_free(4, 0));
  return 0;
}

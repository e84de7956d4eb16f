// proves: fences, flags and every memory order leave values as they are
// flags: -latomic
#include <stdatomic.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static _Atomic long n;
static _Atomic unsigned long bits = 5;
static atomic_bool ready;

int main(void) {
  atomic_store_explicit(&n, 5, memory_order_release);
  atomic_thread_fence(memory_order_seq_cst);
  CHECK(atomic_load_explicit(&n, memory_order_acquire) == 5 && n == 5);
  CHECK(atomic_fetch_add_explicit(&n, -7, memory_order_relaxed) == 5 && n == -2);
  CHECK(!atomic_exchange(&ready, 1) && atomic_exchange(&ready, 0) && !ready);
  atomic_signal_fence(memory_order_acquire);
  n = n * 3 + 1;
  bits <<= 2;
  bits |= 3;
  CHECK(n == -5 && bits == 23 && atomic_is_lock_free(&n));
  n += 40;
  CHECK(n == 35);
  unsigned char lock = 0;
  CHECK(!__atomic_test_and_set(&lock, __ATOMIC_ACQUIRE));
  CHECK(__atomic_test_and_set(&lock, __ATOMIC_ACQUIRE));
  __atomic_clear(&lock, __ATOMIC_RELEASE);
  CHECK(lock == 0);
  return 0;
}

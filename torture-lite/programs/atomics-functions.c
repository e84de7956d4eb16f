// proves: the generic functions of stdatomic.h at every width: exchange, compare, fetch-and-op
// flags: -latomic
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define EXERCISE(type) \
  { \
    _Atomic type a; \
    atomic_init(&a, 100); \
    CHECK(atomic_load(&a) == 100); \
    atomic_store(&a, 7); \
    CHECK(atomic_exchange(&a, 12) == 7 && atomic_fetch_add(&a, 5) == 12); \
    CHECK(atomic_fetch_sub(&a, 3) == 17 && atomic_fetch_or(&a, 0x41) == 14); \
    CHECK(atomic_fetch_and(&a, 0x0f) == 0x4f && atomic_fetch_xor(&a, 1) == 0x0f); \
    type expected = 3; \
    CHECK(!atomic_compare_exchange_strong(&a, &expected, 50) && expected == 14); \
    CHECK(atomic_compare_exchange_strong(&a, &expected, 50) && atomic_load(&a) == 50); \
    while (!atomic_compare_exchange_weak(&a, &expected, (type)(expected + 1))) continue; \
    CHECK(a == 51); \
    atomic_store_explicit(&a, (type)-1, memory_order_release); \
    CHECK(atomic_load_explicit(&a, memory_order_acquire) == (type)-1); \
    CHECK(atomic_fetch_add_explicit(&a, 1, memory_order_relaxed) == (type)-1 && a == 0); \
    CHECK((type)(atomic_fetch_sub(&a, 1) - 1) == (type)-1); \
  }

static atomic_flag lock = ATOMIC_FLAG_INIT;

int main(void) {
  EXERCISE(int8_t)
  EXERCISE(uint8_t)
  EXERCISE(int16_t)
  EXERCISE(uint16_t)
  EXERCISE(int32_t)
  EXERCISE(uint32_t)
  EXERCISE(int64_t)
  EXERCISE(uint64_t)
  CHECK(!atomic_flag_test_and_set(&lock) && atomic_flag_test_and_set(&lock));
  atomic_flag_clear(&lock);
  CHECK(!atomic_flag_test_and_set(&lock));
  atomic_thread_fence(memory_order_seq_cst);
  int v[3] = {1, 2, 3};
  _Atomic(int *) p = v;
  CHECK(*atomic_exchange(&p, v + 2) == 1 && *atomic_load(&p) == 3);
  return 0;
}

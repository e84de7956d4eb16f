/* GNU: __atomic and __sync operations on unsigned char */
#include "check.h"

static unsigned char v = 10;

int main(void) {
  CHECK(__atomic_fetch_add(&v, 5, __ATOMIC_SEQ_CST) == 10);
  CHECK(__atomic_load_n(&v, __ATOMIC_ACQUIRE) == 15);
  CHECK(__atomic_sub_fetch(&v, 3, __ATOMIC_RELAXED) == 12);
  CHECK(__sync_fetch_and_or(&v, 1) == 12);
  CHECK(__sync_and_and_fetch(&v, 9) == 9);
  CHECK(__atomic_exchange_n(&v, 7, __ATOMIC_ACQ_REL) == 9);
  unsigned char e = 7;
  CHECK(__atomic_compare_exchange_n(&v, &e, 8, 0, 5, 5));
  CHECK(v == 8);
  CHECK(!__atomic_compare_exchange_n(&v, &e, 9, 0, 5, 5));
  CHECK(e == 8);
  CHECK(__sync_bool_compare_and_swap(&v, 8, 2));
  CHECK(__sync_val_compare_and_swap(&v, 2, 3) == 2);
  CHECK(__atomic_fetch_nand(&v, 1, 5) == 3);
  CHECK(v == (unsigned char)~1);
  return 0;
}

/* C11 7.17: <stdatomic.h> */
#include "check.h"
#include <stdatomic.h>

static atomic_int a = 5;
static atomic_flag f = ATOMIC_FLAG_INIT;

int main(void) {
  CHECK(atomic_fetch_add(&a, 2) == 5 && atomic_load(&a) == 7);
  atomic_store(&a, 1);
  int e = 1;
  CHECK(atomic_compare_exchange_strong(&a, &e, 4) && a == 4);
  CHECK(!atomic_flag_test_and_set(&f) && atomic_flag_test_and_set(&f));
  CHECK(atomic_exchange(&a, 9) == 4);
  return 0;
}

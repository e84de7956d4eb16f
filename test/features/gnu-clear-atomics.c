/* GNU: __atomic_test_and_set, fences */
#include "check.h"

static char flag;

int main(void) {
  CHECK(__atomic_test_and_set(&flag, 5) == 0 && __atomic_test_and_set(&flag, 5) == 1);
  __atomic_clear(&flag, 5);
  CHECK(!flag);
  __sync_synchronize(); __atomic_thread_fence(5);
  CHECK(__sync_lock_test_and_set(&flag, 1) == 0);
  __sync_lock_release(&flag);
  CHECK(flag == 0);
  return 0;
}

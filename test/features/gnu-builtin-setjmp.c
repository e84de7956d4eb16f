/* GNU: __builtin_setjmp and __builtin_longjmp */
#include "check.h"

static void *buffer[5];

__attribute__((noinline)) static void leave(int depth) {
  if (depth == 0) __builtin_longjmp(buffer, 1);
  leave(depth - 1);
}

__attribute__((noinline)) static int counted(int n) {
  volatile int count = 0;
  int kept = n * 3;
  if (__builtin_setjmp(buffer)) count++;
  if (count < n) leave(count);
  return count * 100 + kept;
}

int main(void) {
  CHECK(counted(4) == 412);
  void *own[5];
  int *p = __builtin_alloca(40);
  p[3] = 17;
  if (!__builtin_setjmp(own)) {
    p[3]++;
    __builtin_memcpy(buffer, own, sizeof own);
    leave(2);
  }
  CHECK(p[3] == 18);
  return 0;
}

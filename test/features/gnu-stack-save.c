/* GNU: __builtin_stack_save and __builtin_stack_restore */
#include "check.h"

__attribute__((noinline)) static int touch(char *p, int n) {
  for (int i = 0; i < n; i++) p[i] = i;
  return p[n - 1];
}

int main(void) {
  char *first = 0;
  for (int i = 0; i < 100000; i++) {
    void *saved = __builtin_stack_save();
    char *p = __builtin_alloca(1000);
    CHECK(touch(p, 100) == 99);
    if (first == 0) first = p;
    CHECK(p == first);
    __builtin_stack_restore(saved);
  }
  return 0;
}

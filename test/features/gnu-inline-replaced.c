/* GNU: a definition that is only for inlining (gnu_inline) gives way to another */
#include "check.h"

#define ONLY_INLINE extern inline __attribute__((gnu_inline))

ONLY_INLINE int gnu_inline_replaced_shared(int x) { return x + 1; }
int gnu_inline_replaced_shared(int x) { return x + 100; }

int main(void) {
  CHECK(gnu_inline_replaced_shared(5) == 105);
  return 0;
}

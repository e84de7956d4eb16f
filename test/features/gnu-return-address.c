/* GNU: __builtin_frame_address and __builtin_return_address, also of outer frames */
#include "check.h"

static void *frame, *back;

__attribute__((noinline)) static int inner(int depth) {
  if (depth == 0) return __builtin_frame_address(1) == frame && __builtin_return_address(1) == back;
  return 0;
}

__attribute__((noinline)) static int outer(void) {
  frame = __builtin_frame_address(0);
  back = __builtin_return_address(0);
  return inner(0) + 1;
}

int main(void) {
  CHECK(__builtin_frame_address(0) != 0);
  CHECK(outer() == 2);
  return 0;
}

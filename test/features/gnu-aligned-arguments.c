/* GNU, psABI 3.2.3: arguments aligned beyond the stack, named and variable, with VLAs, alloca */
#include <alloca.h>
#include <stdarg.h>
#include <stdint.h>
#include "check.h"

struct __attribute__((aligned(32))) V { double a, b, c, d; };
struct __attribute__((aligned(64))) W { int a[16]; };
__attribute__((noinline)) int named(int x, struct V v, long y, struct W w, int z) {
  return ((uintptr_t)&v % 32) | ((uintptr_t)&w % 64) | (v.a != 1) | (v.d != 4) | (w.a[15] != 9) |
         (x + y + z != 6);
}
__attribute__((noinline)) int variable(int n, ...) {
  va_list list;
  va_start(list, n);
  while (n--) va_arg(list, double);
  struct V v = va_arg(list, struct V);
  int last = va_arg(list, int);
  va_end(list);
  return !(v.a == 1 && v.b == 2 && v.d == 4 && last == 7);
}
static int recurse(int depth, int n) {
  volatile char pad[depth * 8 + 8];
  pad[0] = 1;
  struct V v = {1, 2, 3, 4};
  struct W w = {{0}};
  w.a[15] = 9;
  char *more = alloca(n);
  more[0] = pad[0], more[n - 1] = 3;
  int bad = named(1, v, 2, w, 3) | variable(0, v, 7) | variable(1, 0.0, v, 7) |
            variable(9, 0., 0., 0., 0., 0., 0., 0., 0., 0., v, 7);
  bad |= more[0] != 1 || more[n - 1] != 3 || ((uintptr_t)more & 15);
  return depth == 0 ? bad : bad | recurse(depth - 1, n + 5);
}
int main(void) {
  CHECK(recurse(9, 3) == 0);
  return 0;
}

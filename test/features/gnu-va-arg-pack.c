/* GNU: __builtin_va_arg_pack and __builtin_va_arg_pack_len */
#include "check.h"
#include <stdarg.h>

struct wide { char text[16]; int number; };

static int digits(int n, ...) {
  va_list list;
  int total = 0;
  va_start(list, n);
  for (int i = 0; i < n; i++) total = total * 10 + va_arg(list, int);
  va_end(list);
  return total;
}

static int mixed(int n, ...) {
  va_list list;
  va_start(list, n);
  struct wide a = va_arg(list, struct wide);
  int result = a.text[0] + a.number + (int)va_arg(list, double);
  va_end(list);
  return result;
}

#define INLINE static inline __attribute__((always_inline))

INLINE int pass(int n, ...) { return digits(n, __builtin_va_arg_pack()); }

INLINE int more(int n, ...) {
  if (__builtin_va_arg_pack_len() == 0) return -1;
  return pass(n, __builtin_va_arg_pack()) + __builtin_va_arg_pack_len() * 10000;
}

INLINE int both(int n, ...) {
  return mixed(n, __builtin_va_arg_pack()) + mixed(n, __builtin_va_arg_pack());
}

int main(void) {
  struct wide a = { "A", 5 };
  CHECK(pass(3, 1, 2, 3) == 123);
  CHECK(more(2, 1, 2) == 20012);
  CHECK(more(2) == -1);
  CHECK(both(1, a, 2.5) == 2 * ('A' + 5 + 2));
  return 0;
}

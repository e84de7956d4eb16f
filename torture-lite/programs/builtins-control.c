// proves: expect, constant_p, choose_expr, types_compatible_p, offsetof, unreachable, prefetch
// std: gnu11
#include <stddef.h>
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

struct s { char c; struct { int a[5]; short b; } in[3]; };

static int digit(int c) {
  switch (c) {
    case 0: return 'z';
    case 1: return 'o';
    default: __builtin_unreachable();
  }
}

static int likely(int x) {
  if (__builtin_expect(x > 5, 1)) return 1;
  if (__builtin_expect(!!(x & 1), 0)) return 2;
  return 3;
}

#define IS_INT(x) __builtin_types_compatible_p(__typeof__(x), int)
#define SIZE_OR(x) __builtin_choose_expr(sizeof(x) == 8, 80, sizeof(x))

static int calls;
static int count(void) { return ++calls; }
static volatile int six = 6;

int main(void) {
  CHECK(likely(six) == 1 && likely(3) == 2 && likely(4) == 3 && __builtin_expect(six, 9) == 6);
  CHECK(digit(six - 6) == 'z' && digit(six - 5) == 'o');
  CHECK(IS_INT(six) && IS_INT('a') && !IS_INT(1l) && IS_INT((const int)1));
  CHECK(SIZE_OR(1.0) == 80 && SIZE_OR('a') == 4);
  CHECK(__builtin_constant_p(3 + 4) && !__builtin_constant_p(count()) && calls == 0);
  CHECK(__builtin_offsetof(struct s, in[2].b) == 4 + 2 * 24 + 20);
  CHECK(offsetof(struct s, in[1].a[3]) == 4 + 24 + 12);
  __typeof__(six + 1.0f) f = 2.5f;
  __auto_type d = f * 2.0;
  CHECK(sizeof f == 4 && sizeof d == 8 && d == 5);
  int *aligned = __builtin_assume_aligned(&calls, 4);
  *aligned = 12;
  CHECK(calls == 12 && __builtin_object_size(&calls, 0) >= 4);
  __builtin_prefetch(&calls);
  if (six == 7) __builtin_trap();
  CHECK(__builtin_strlen("four") == 4 && __builtin_abs(-six) == 6);
  CHECK(__builtin_memcmp("ab", "ac", 2) < 0 && (__builtin_return_address(0) != NULL));
  return 0;
}

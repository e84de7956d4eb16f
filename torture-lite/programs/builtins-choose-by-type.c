// proves: builtins on types are settled when compiled
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define KIND(x) __builtin_choose_expr(__builtin_types_compatible_p(__typeof__(x), double), 2, \
  __builtin_choose_expr(__builtin_types_compatible_p(__typeof__(x), char *), 3, 1))
struct s { int a; char b[3]; double c; };

int main(void) {
  int i = 1;
  double d = 2;
  char text[4], *p = text;
  CHECK(KIND(i) == 1 && KIND(d) == 2 && KIND(p) == 3 && KIND(i + d) == 2 && KIND(text) == 1);
  CHECK(__builtin_offsetof(struct s, c) == 8 && __builtin_offsetof(struct s, b[2]) == 6);
  CHECK(__alignof__(struct s) == 8 && _Alignof(char) == 1 && __alignof__(d) == 8);
  __typeof__(i + 1l) w = 1l << 40;
  __auto_type q = &w;
  CHECK(*q == 1l << 40 && sizeof(__typeof__(*q)) == 8);
  return 0;
}

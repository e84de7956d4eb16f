/* GNU: memory and string builtins */
#include "check.h"

int main(void) {
  char a[8] = "abc", b[8]; __builtin_memcpy(b, a, 8);
  CHECK(__builtin_strcmp(a, b) == 0 && __builtin_strlen(b) == 3);
  __builtin_memset(b, 65, 2);
  CHECK(b[1] == 65 && b[2] == 'c');
  CHECK(__builtin_memcmp(a, b, 1) > 0);
  CHECK(__builtin_strchr(a, 'c') == a + 2);
  CHECK(__builtin_abs(-4) == 4);
  return 0;
}

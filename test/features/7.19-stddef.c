/* C11 7.19: <stddef.h> */
#include "check.h"
#include <stddef.h>

struct s { char c; int i; };

int main(void) {
  CHECK(offsetof(struct s, i) == 4 && sizeof(size_t) == 8 && sizeof(ptrdiff_t) == 8 && sizeof(wchar_t) == 4);
  CHECK((ptrdiff_t)-1 < 0 && (size_t)-1 > 0);
  CHECK(NULL == 0 && sizeof(max_align_t) == 32);
  return 0;
}

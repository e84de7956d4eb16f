// proves: an integer constant has the first type of its list that holds it
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

#define IS(x, type) _Generic((x), type: 1, default: 0)
int main(void) {
  CHECK(IS(2147483647, int) && IS(2147483648, long) && IS(0x7fffffff, int) && IS(0x80000000, unsigned));
  CHECK(IS(0xffffffffu, unsigned) && IS(0x100000000, long) && IS(4294967296u, unsigned long));
  CHECK(IS(0x8000000000000000, unsigned long) && IS(1ll, long long) && IS(1ull, unsigned long long));
  CHECK(0777 == 511 && 0x10 == 16 && 0b101 == 5 && -2147483648 < 0 && IS(-2147483648, long));
  CHECK(IS('a', int) && IS(1.f, float) && IS(1., double) && IS(1.l, long double) && 1e1 == 10);
  return 0;
}

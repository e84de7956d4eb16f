/* C11 6.5.2.2: ten arguments and a result of type unsigned */
#include "check.h"

static unsigned f(unsigned a, unsigned b, unsigned c, unsigned d, unsigned e, unsigned g, unsigned h, unsigned i, unsigned j, unsigned k) {
  return a + 2 * b + c + d + e + g + h + 3 * i + j + k;
}
static unsigned (*volatile p)(unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned) = f;

int main(void) {
  CHECK(p(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) == 73);
  CHECK(f(0, 0, 0, 0, 0, 0, 0, 0, 0, 1) == 1);
  return 0;
}

/* C11 5.2.4.2.1: <limits.h> */
#include "check.h"
#include <limits.h>

int main(void) {
  CHECK(CHAR_BIT == 8 && INT_MAX == 2147483647 && INT_MIN == -INT_MAX - 1 && UINT_MAX == 4294967295u);
  CHECK(LONG_MAX == 9223372036854775807 && ULLONG_MAX == 18446744073709551615ull && SCHAR_MIN == -128 && USHRT_MAX == 65535);
  return 0;
}

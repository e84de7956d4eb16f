/* C11 5.2.4.2.2: <float.h> */
#include "check.h"
#include <float.h>

int main(void) {
  CHECK(FLT_MANT_DIG == 24 && DBL_MANT_DIG == 53 && DBL_DIG == 15 && FLT_RADIX == 2);
  CHECK(1.0 + DBL_EPSILON > 1.0 && 1.0 + DBL_EPSILON / 2 == 1.0);
  CHECK(FLT_MAX > 3e38f && DBL_MIN > 0);
  return 0;
}

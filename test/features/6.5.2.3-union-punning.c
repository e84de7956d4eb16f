/* C11 6.5.2.3: reading another member of a union */
#include "check.h"

static union { float f; unsigned u; unsigned char b[4]; } u;

int main(void) {
  u.f = 1.0f;
  CHECK(u.u == 0x3f800000 && u.b[3] == 0x3f);
  return 0;
}

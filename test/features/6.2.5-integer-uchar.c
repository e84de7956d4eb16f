/* C11 6.2.5: size and range of unsigned char */
#include "check.h"

static volatile unsigned char v;

int main(void) {
  CHECK(sizeof(unsigned char) == 1);
  v = (unsigned char)255;
  CHECK(v == 255);
  v = (unsigned char)0;
  CHECK(v == 0);
  CHECK(((unsigned char)-1 < 0) == 0);
  CHECK(_Alignof(unsigned char) == 1);
  return 0;
}

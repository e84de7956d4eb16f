/* C11 6.5.4: casts */
#include "check.h"

static volatile double d = 3.99;
static volatile int i = 300;

int main(void) {
  CHECK((int)d == 3 && (char)i == 44 && (unsigned char)-1 == 255);
  CHECK((short)70000 == 4464);
  CHECK((long)(int)0x80000000 == -2147483648L);
  CHECK((float)16777217 == 16777216.0f);
  (void)0;
  CHECK(*(char *)&(int){ 0x41424344 } == 0x44);
  CHECK((int)(char)200 == -56);
  return 0;
}

/* C11 6.7.2.1: layout of bit-fields */
#include "check.h"

struct a { int a : 3, b : 30; };
struct b { char a : 4; int : 0; char b : 4; };
struct c { int a : 5; char c; int b : 5; };
struct d { long a : 33, b : 31; };
struct e { unsigned a : 1, : 7, b : 8; };

int main(void) {
  CHECK(sizeof(struct a) == 8 && sizeof(struct b) == 5 && sizeof(struct c) == 4 && sizeof(struct d) == 8 && sizeof(struct e) == 4);
  struct e e = { 1, 255 };
  CHECK(*(unsigned short *)&e == 0xff01);
  return 0;
}

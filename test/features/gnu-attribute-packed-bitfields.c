/* GNU: packed bit-fields */
#include "check.h"

struct p { unsigned a : 5, b : 13, c : 14; char d : 3; } __attribute__((packed));
static struct p p = { 17, 5000, 9999, 2 };

int main(void) {
  CHECK(sizeof(struct p) == 5 && p.a == 17 && p.b == 5000 && p.c == 9999 && p.d == 2);
  p.b++;
  CHECK(p.b == 5001 && p.a == 17 && p.c == 9999);
  return 0;
}

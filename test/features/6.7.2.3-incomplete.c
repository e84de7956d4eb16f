/* C11 6.7.2.3: pointers to incomplete types */
#include "check.h"

struct later;
static struct later *p;
struct later { int x; };
static struct later v = { 8 };

int main(void) {
  p = &v;
  CHECK(p->x == 8);
  return 0;
}

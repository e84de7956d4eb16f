/* C11 6.2.3: labels, tags, members and ordinary names do not collide */
#include "check.h"

struct x { int x; };
static struct x x = { 3 };

int main(void) {
  goto x; x: CHECK(x.x == 3);
  return 0;
}

/* GNU: local labels */
#include "check.h"

#define FIND(x) ({ __label__ out; int r = 0; for (int i = 0; ; i++) if (i * i >= (x)) { r = i; goto out; } out: r; })

int main(void) {
  CHECK(FIND(10) == 4 && FIND(16) == 4 && FIND(17) == 5);
  return 0;
}

/* C11 6.7.3: volatile objects */
#include "check.h"

static volatile int v;

int main(void) {
  v = 1; v = v + v;
  CHECK(v == 2);
  int volatile *p = &v; (*p)++;
  CHECK(v == 3);
  return 0;
}

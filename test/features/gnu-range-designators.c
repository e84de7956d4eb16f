/* GNU: designated ranges */
#include "check.h"

static int a[10] = { [2 ... 5] = 7, [8] = 1 };
static struct { int x; } s[] = { [0 ... 3] = { 4 } };

int main(void) {
  CHECK(a[1] == 0 && a[2] == 7 && a[5] == 7 && a[6] == 0 && sizeof s == 16 && s[3].x == 4);
  return 0;
}

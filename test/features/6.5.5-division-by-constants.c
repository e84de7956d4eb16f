/* C11 6.5.5: division by constants of every kind */
#include "check.h"

static volatile int v[] = { 0, 1, -1, 7, -7, 100, -100, 2147483647, -2147483647 - 1 };

int main(void) {
  for (int i = 0; i < 9; i++) { int x = v[i]; CHECK(x / 3 * 3 + x % 3 == x && x / -5 * -5 + x % -5 == x && x / 8 * 8 + x % 8 == x); CHECK((x % 3 < 0) == (x % 3 != 0 && x < 0)); }
  CHECK(v[4] / 2 == -3 && v[4] % 2 == -1 && v[8] / 16 == -134217728);
  CHECK((unsigned)v[8] / 10 == 214748364u);
  return 0;
}

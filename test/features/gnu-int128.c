/* GNU: __int128 */
#include "check.h"

static volatile __int128 a = 1;
static volatile unsigned __int128 u = 3;

int main(void) {
  a <<= 100;
  CHECK((long)(a >> 90) == 1024);
  a = -5;
  CHECK(a / 2 == -2 && a % 3 == -2);
  CHECK(u * u == 9);
  CHECK(sizeof a == 16);
  CHECK((unsigned long)((u << 64) >> 64) == 3);
  CHECK(u - 4 > u);
  CHECK(a < 0 && (double)a == -5.0);
  CHECK(a * 7 == -35);
  return 0;
}

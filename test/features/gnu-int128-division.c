/* GNU: division of __int128 */
#include "check.h"

static unsigned __int128 ten(int n) { unsigned __int128 r = 1; while (n--) r *= 10; return r; }

int main(void) {
  CHECK(ten(30) / ten(25) == 100000 && ten(30) % 7 == 1);
  CHECK((unsigned long)(ten(38) / ten(20)) == 1000000000000000000ul);
  CHECK((long)(-(__int128)ten(20) / (__int128)ten(19)) == -10);
  return 0;
}

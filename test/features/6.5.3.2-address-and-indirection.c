/* C11 6.5.3.2: & and * */
#include "check.h"

static int a[3], *p = &a[1];

int main(void) {
  CHECK(&*p == p && *&a[2] == a[2] && &a[3] - a == 3);
  CHECK(**&p == 0);
  CHECK(&p[1] == a + 2);
  return 0;
}

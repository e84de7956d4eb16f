/* GNU: #pragma weak and redefine_extname, before and after what they name */
#include "check.h"

extern int nowhere(void);
#pragma weak nowhere
#pragma weak early
extern int early(void);
#pragma weak other = real
static int real(void) { return 3; }
extern int other(void);
#pragma weak third = value
int value = 7;
extern int third;
#pragma redefine_extname renamed value
extern int renamed;

int main(void) {
  CHECK(!nowhere && !early);
  CHECK(other() == 3 && third == 7 && renamed == 7);
  return 0;
}

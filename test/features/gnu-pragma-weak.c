/* GNU: #pragma weak and redefine_extname, before and after what they name */
#include "check.h"

extern int pw_nowhere(void);
#pragma weak pw_nowhere
#pragma weak pw_early
extern int pw_early(void);
#pragma weak pw_other = pw_real
static int pw_real(void) { return 3; }
extern int pw_other(void);
#pragma weak pw_third = pw_value
int pw_value = 7;
extern int pw_third;
#pragma redefine_extname pw_renamed pw_value
extern int pw_renamed;

int main(void) {
  CHECK(!pw_nowhere && !pw_early);
  CHECK(pw_other() == 3 && pw_third == 7 && pw_renamed == 7);
  return 0;
}

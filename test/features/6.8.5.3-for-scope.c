/* C11 6.8.5.3: the scope of a for declaration */
#include "check.h"

static int i = 100;

int main(void) {
  for (int i = 0, *p = &i; *p < 3; i++) ; CHECK(i == 100);
  for (int i = 0; i < 2; i++) { int i = 7; CHECK(i == 7); }
  return 0;
}

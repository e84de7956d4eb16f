/* C11 6.5.3.4: _Alignof */
#include "check.h"

struct s { char c; long double l; };

int main(void) {
  CHECK(_Alignof(int) == 4 && _Alignof(double) == 8 && _Alignof(long double) == 16);
  CHECK(_Alignof(struct s) == 16 && _Alignof(int[7]) == 4);
  return 0;
}

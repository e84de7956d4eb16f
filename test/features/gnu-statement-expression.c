/* GNU: statement expressions */
#include "check.h"

#define MAX(a, b) ({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })
static int n;

int main(void) {
  CHECK(MAX(n++, 3) == 3 && n == 1);
  CHECK(({ int x = 4; x * 2; }) == 8);
  CHECK(({ ; 5; }) == 5);
  int v = ({ goto l; l: 6; });
  CHECK(v == 6);
  CHECK(({ struct { int a; } s = { 9 }; s; }).a == 9);
  return 0;
}

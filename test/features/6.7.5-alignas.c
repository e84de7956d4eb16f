/* C11 6.7.5: _Alignas */
#include "check.h"

static _Alignas(32) char a[3];
static _Alignas(double) char b;
struct s { char c; _Alignas(16) char d; };

int main(void) {
  CHECK((unsigned long)a % 32 == 0 && (unsigned long)&b % 8 == 0 && sizeof(struct s) == 32 && _Alignof(struct s) == 16);
  _Alignas(64) int l = 3;
  CHECK((unsigned long)&l % 64 == 0 && l == 3);
  return 0;
}

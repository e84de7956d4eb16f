/* C11 6.7.9p21: what is not initialized is zero */
#include "check.h"

struct s { int a; char b[7]; double c; };

int main(void) {
  for (int i = 0; i < 3; i++) { struct s s = { .b[2] = i }; CHECK(s.a == 0 && s.b[2] == i && s.b[6] == 0 && s.c == 0); s.a = 99; s.c = 1; }
  int a[100] = { 1 };
  CHECK(a[0] == 1 && a[99] == 0);
  return 0;
}

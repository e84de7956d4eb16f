/* C11 6.6: constant expressions */
#include "check.h"

enum { A = (int)2.9 + sizeof(int[3]) / 4, B = 1 ? 3 : 1 / 0, C = -7 / 2, D = -7 % 3, E = 1 << 4 | 3 };
static int a[(A > 4) + 1];

int main(void) {
  CHECK(A == 5 && B == 3 && C == -3 && D == -1 && E == 19 && sizeof a == 8);
  switch (7) { case 'a' - 90: break; default: return 1; }
  return 0;
}

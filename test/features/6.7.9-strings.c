/* C11 6.7.9p14: arrays from string literals */
#include "check.h"

static char a[] = "abc", b[3] = "abc", c[6] = { "ab" }, d[2][4] = { "x", "yz" };
static int w[] = L"wx";

int main(void) {
  CHECK(sizeof a == 4 && b[2] == 'c' && c[1] == 'b' && c[5] == 0 && d[1][1] == 'z' && d[0][1] == 0);
  CHECK(sizeof w == 12 && w[1] == 'x');
  char l[10] = "hi";
  CHECK(l[1] == 'i' && l[9] == 0);
  return 0;
}

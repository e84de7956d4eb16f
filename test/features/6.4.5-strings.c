/* C11 6.4.5: string literals */
#include "check.h"

static char a[] = "ab" "cd";
static const char *p = "x\0y";

int main(void) {
  CHECK(sizeof a == 5 && a[3] == 'd' && a[4] == 0);
  CHECK(p[2] == 'y');
  CHECK(sizeof "abc" == 4 && "abc"[1] == 'b');
  CHECK(sizeof L"ab" == 12 && sizeof u"ab" == 6 && sizeof U"ab" == 12 && sizeof u8"ab" == 3);
  CHECK(("\x41" "1")[1] == '1');
  CHECK(*"q" == 'q');
  return 0;
}

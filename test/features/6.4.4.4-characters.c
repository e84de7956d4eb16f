/* C11 6.4.4.4: character constants */
#include "check.h"

int main(void) {
  CHECK('a' == 97 && sizeof 'a' == 4);
  CHECK('\n' == 10 && '\0' == 0 && '\'' == 39 && '\\' == 92);
  CHECK('\x41' == 65 && '\101' == 65 && '\377' == -1);
  CHECK(L'a' == 97 && sizeof L'a' == 4 && sizeof u'a' == 2 && sizeof U'a' == 4);
  CHECK('\e' == 27 && '\a' == 7 && '\v' == 11);
  CHECK(L'\u20ac' == 0x20ac);
  return 0;
}

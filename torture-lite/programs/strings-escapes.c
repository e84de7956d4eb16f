// proves: escapes in strings and characters make the bytes they name
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static const char s[] = "\a\b\f\n\r\t\v\\\'\"\?\0\1\12\123\x7f" "a\x1" "b";

int main(void) {
  static const unsigned char expected[] = {7,  8, 12, 10, 13,  9,  11, 92, 39, 34,
                                           63, 0, 1,  10, 83, 127, 97, 1,  98, 0};
  CHECK(sizeof s == sizeof expected && memcmp(s, expected, sizeof s) == 0);
  CHECK('\0' == 0 && '\x41' == 'A' && '\101' == 'A' && '\'' == 39 && sizeof 'a' == sizeof(int));
  CHECK(sizeof "" == 1 && sizeof "a\0b" == 4 && "abc"[1] == 'b' && *"" == 0);
  CHECK(L'\x1234' == 0x1234 && sizeof L"ab" == 12 && L"ab"[1] == 'b' && u'\xffff' == 0xffff);
  CHECK(sizeof u8"é" == 3 && (unsigned char)u8"é"[0] == 0xc3 && U"é"[0] == 0xe9 && u"é"[1] == 0);
  return 0;
}

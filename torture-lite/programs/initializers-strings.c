// proves: string initializers: exact fit, padding, concatenation, escapes, embedded zeros, wide
// std: gnu11
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static char exact[3] = "abc";
static char padded[8] = "ab";
static char joined[] = "one " "two" /* comment */
    " three";
static const char escapes[] = "\a\b\f\n\r\t\v\\\'\"\?\101\x41\e[0m";
static char zeros[] = "a\0b\0";
static char digits[] = "\x1" "2\1234";
static wchar_t wide[] = L"w\x263a!";
static const unsigned short utf16[] = u"a\U0001F600";
static const unsigned int utf32[] = U"\U0001F600z";
static signed char letters[2][3] = {"xy", "z"};

int main(void) {
  CHECK(exact[2] == 'c' && sizeof exact == 3);
  CHECK(padded[2] == 0 && padded[7] == 0);
  CHECK(strcmp(joined, "one two three") == 0 && sizeof joined == 14);
  CHECK(sizeof escapes == 18 && escapes[0] == 7 && escapes[6] == 11 && escapes[11] == 'A');
  CHECK(escapes[12] == 'A' && escapes[13] == 27);
  CHECK(sizeof zeros == 5 && zeros[2] == 'b' && zeros[3] == 0);
  CHECK(sizeof digits == 5 && digits[0] == 1 && digits[1] == '2' && digits[2] == 'S');
  CHECK(wide[1] == 0x263a && wide[3] == 0 && sizeof wide == 4 * sizeof(wchar_t));
  CHECK(sizeof utf16 == 8 && utf16[1] == 0xd83d && utf16[2] == 0xde00);
  CHECK(sizeof utf32 == 12 && utf32[0] == 0x1f600 && utf32[1] == 'z');
  CHECK(letters[0][2] == 0 && letters[1][0] == 'z' && letters[1][1] == 0);
  char local[] = {"local"}, *p = "literal";
  local[0] = 'v';
  CHECK(strcmp(local, "vocal") == 0 && p[7] == 0 && *("abc" + 1) == 'b' && "abc"[2] == 'c');
  return 0;
}

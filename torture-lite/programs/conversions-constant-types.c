// proves: constants get their type from value, base and suffix (6.4.4.1)
// std: gnu11
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  CHECK(sizeof(2147483647) == 4 && sizeof(2147483648) == 8);
  CHECK(sizeof(0x7fffffff) == 4 && sizeof(0xffffffff) == 4 && sizeof(0x100000000) == 8);
  CHECK(0xffffffff > 0 && -0xffffffff == 1);
  CHECK(-2147483648 < 0 && sizeof(-2147483648) == 8);
  CHECK(4294967295 > -1 && !(4294967295u > -1));
  CHECK(0x8000000000000000 > 0);
  CHECK(-1 < 1ll && !(-1 < 1ull));
  CHECK(sizeof 'a' == sizeof(int));
  CHECK('\xff' == (char)0xff && '\377' == (char)255);
  CHECK(sizeof 1.0f == 4 && sizeof 1.0 == 8 && sizeof(1.0f + 1) == 4);
  CHECK(0x1p-3 == 0.125 && 0x.8p1f == 1.0f && 1e2 == 100 && .5e+1 == 5);
  CHECK(0b1011 == 11 && 017 == 15 && 0xAbCdEf == 11259375);
  CHECK('ab' == 'a' * 256 + 'b');
  CHECK(L'\u00e9' == 0xe9 && u'\u20ac' == 0x20ac && U'\U0001F600' == 0x1f600);
  CHECK(sizeof(u8"\u00e9") == 3 && sizeof(L"ab") == 3 * sizeof(int));
  CHECK(sizeof(1 == 1ll) == 4 && sizeof(!1ll) == 4 && sizeof(1 << 40ll) == 4);
#if 0xffffffff + 1 == 0 || -1 > 0u == 0
#error "arithmetic of the preprocessor is 64 bits wide"
#endif
  return 0;
}

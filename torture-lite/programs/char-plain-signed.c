// proves: plain char is signed
// target: x86-64
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile char c = (char)200;
static char table[] = {'\377', '\x80', 127};

int main(void) {
  CHECK(c == -56 && c < 0 && (c >> 1) == -28);
  CHECK(table[0] == -1 && table[1] == -128 && table[2] == 127);
  CHECK('\377' == -1 && (int)table[0] + 1 == 0);
  char d = 127;
  d += c;
  CHECK(d == 71);
  unsigned u = c;
  CHECK(u == 4294967240u);
  long wide = table[1] * 2l;
  CHECK(wide == -256);
  return 0;
}

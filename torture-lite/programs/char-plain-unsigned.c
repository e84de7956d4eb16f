// proves: plain char is unsigned
// target: riscv64
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile char c = (char)200;
static char table[] = {'\377', '\x80', 127};

int main(void) {
  CHECK(c == 200 && c > 0 && (c >> 1) == 100);
  CHECK(table[0] == 255 && table[1] == 128 && table[2] == 127);
  CHECK('\377' == 255 && (int)table[0] + 1 == 256);
  long wide = table[1] * 2l;
  CHECK(wide == 256);
  return 0;
}

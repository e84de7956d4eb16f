// proves: a union's bit-field reads the bits that another member wrote
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

union view {
  unsigned word;
  struct { unsigned low : 8, middle : 16, high : 8; } parts;
  struct { int low : 4; int next : 12; unsigned rest : 16; } other;
  unsigned char bytes[4];
};
static volatile unsigned value = 0x89abcdef;

int main(void) {
  union view v = {value};
  CHECK(v.parts.low == 0xef && v.parts.middle == 0xabcd && v.parts.high == 0x89);
  CHECK(v.other.low == -1 && v.other.next == -0x322 && v.other.rest == 0x89ab);
  v.parts.middle = 0x1234;
  CHECK(v.word == 0x891234ef && v.bytes[1] == 0x34 && v.bytes[2] == 0x12);
  v.other.next = -1;
  CHECK(v.word == 0x8912ffff);
  return 0;
}

// proves: characters of unlike sign compare as ints
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile signed char a = -1;
static volatile unsigned char b = 255;
int main(void) {
  CHECK(a != b && a < b && (unsigned char)a == b && a == (signed char)b && a + b == 254 && a * b == -255);
  CHECK((a & b) == 255 && (a ^ b) == -256 && (a | b) == -1 && b / a == -255 && (a >> 1) != (b >> 1));
  return 0;
}

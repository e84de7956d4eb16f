// proves: char and short operands are computed in int, and only the store narrows (6.3.1.1)
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

volatile unsigned char a = 200, b = 100;
volatile signed char m = -128;
volatile short s = 32767;

int main(void) {
  CHECK(a + b == 300);
  CHECK((unsigned char)(a + b) == 44);
  CHECK(a * b * 200 == 4000000);
  CHECK(-m == 128);
  CHECK(m - 1 == -129);
  CHECK(s + 1 == 32768);
  CHECK(s * 2 == 65534);
  CHECK((short)(s + 1) == -32768);
  unsigned char sum = a;
  sum += b;
  CHECK(sum == 44);
  sum = a + b;
  CHECK(sum == 44 && sum + 256 == 300);
  signed char wrap = m;
  wrap--;
  CHECK(wrap == 127);
  CHECK(sizeof(a + b) == sizeof(int));
  CHECK(sizeof(+m) == sizeof(int));
  unsigned char u = 255;
  CHECK(u++ == 255 && u == 0);
  CHECK(u-- == 0 && u == 255);
  CHECK(++u == 0);
  return 0;
}

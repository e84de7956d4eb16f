// proves: reads of parts of a word see writes of the whole, through any pointer
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

int main(void) {
  unsigned long w = 0;
  unsigned char *volatile b = (unsigned char *)&w;
  unsigned char *p = b;
  for (int i = 0; i < 8; i++) { p[i] = (unsigned char)(i + 1); CHECK((w >> 8 * i) == (unsigned)i + 1); }
  w += 0x0100000000000000;
  CHECK(p[7] == 9 && w == 0x0907060504030201);
  w = ~w;
  CHECK(p[0] == 0xfe && p[7] == 0xf6);
  return 0;
}

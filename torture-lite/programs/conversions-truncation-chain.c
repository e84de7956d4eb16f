// proves: each conversion of a chain narrows or widens on its own
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile long long big = 0x123456789abcdef0;

int main(void) {
  CHECK((long)(int)big == -0x65432110l && (unsigned long)(unsigned)big == 0x9abcdef0ul);
  CHECK((int)(short)big == -0x2110 && (int)(unsigned short)big == 0xdef0);
  CHECK((int)(signed char)big == -16 && (int)(unsigned char)big == 0xf0);
  CHECK((unsigned)(signed char)big == 0xfffffff0u);
  CHECK((long)(unsigned)(signed char)big == 0xfffffff0l);
  CHECK((unsigned short)(signed char)big == 0xfff0 && (short)(unsigned char)big == 0xf0);
  CHECK((_Bool)(char)(big * 0x10ul) == 0 && (_Bool)big == 1);
  CHECK((long long)(float)(int)(short)big == -8464);
  return 0;
}

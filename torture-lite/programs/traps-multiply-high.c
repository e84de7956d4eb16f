// proves: the high half of a product is not lost or sign-confused
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile unsigned u = 0xffffffff;
static volatile long l = -3;
static volatile unsigned long ul = 0xfffffffffffffffd;

int main(void) {
  CHECK((unsigned long)u * u >> 32 == 0xfffffffe && (unsigned)(u * u) == 1);
  CHECK((long)(int)u * (int)u == 1 && ((long)(int)u * u) == -4294967295l);
  CHECK((unsigned __int128)ul * ul >> 64 == 0xfffffffffffffffa && (__int128)l * l >> 64 == 0);
  CHECK((long)((__int128)l * 5 >> 64) == -1 && (long)((__int128)(long)ul * (long)ul) == 9);
  return 0;
}

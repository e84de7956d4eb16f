// proves: the controlling expression is promoted, never truncated to the labels' range (6.8.4.2)
#include <stdlib.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) abort(); \
  } while (0)

static volatile signed char sc = -1;
static volatile unsigned char uc = 255;
static volatile short s = -32768;
static volatile _Bool flag = 1;

static int from_signed(signed char c) {
  switch (c) {
    case 255: return 1;
    case -1: return 2;
    case -128: return 3;
    case 128: return 4;
    default: return 0;
  }
}

static int from_unsigned(unsigned char c) {
  switch (c) {
    case -1: return 1;
    case 255: return 2;
    case 256: return 3;
    case 0: return 4;
    default: return 0;
  }
}

static int wrapped(unsigned char c) {
  switch ((unsigned char)(c + 1)) {
    case 0: return 1;
    case 128: return 2;
    default: return 0;
  }
}

int main(void) {
  CHECK(from_signed(sc) == 2 && from_signed((signed char)128) == 3);
  CHECK(from_unsigned(uc) == 2 && from_unsigned(0) == 4);
  CHECK(wrapped(uc) == 1 && wrapped(127) == 2);
  switch (uc + 1) {
    case 0: abort();
    case 256: break;
    default: abort();
  }
  switch (s) {
    case 32768: abort();
    case -32768: break;
    default: abort();
  }
  switch (flag) {
    case 1: break;
    default: abort();
  }
  switch (sc & 0xff) case 255: return 0;
  abort();
}
